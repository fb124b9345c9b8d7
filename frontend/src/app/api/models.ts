/** A conversation, as the list shows it. Times are ISO 8601 in UTC. */
export interface Session {
  readonly id: string;
  readonly title: string;
  readonly space: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Who said a message. */
export type Role = 'user' | 'assistant';

/** How far a message has come; a cut answer and a failed one are told apart. */
export type MessageStatus = 'complete' | 'streaming' | 'interrupted' | 'stopped' | 'failed';

/** What went wrong with an answer; `retryable` says whether asking again makes sense. */
export interface MessageError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

/** Where a memory was said. */
export interface MemorySource {
  readonly messageId: string;
  readonly sessionId: string;
  readonly sessionTitle: string;
  readonly role: Role;
}

/** A memory that went into an answer; `parts` says what spoke for it, each 0 or more. */
export interface Recalled {
  readonly memoryId: string;
  readonly kind: string;
  readonly text: string;
  readonly at: string;
  readonly score: number;
  readonly parts: Readonly<Partial<Record<string, number>>>;
  readonly sources: readonly MemorySource[];
}

/** One message of a conversation. */
export interface Message {
  readonly id: string;
  readonly parentId: string | null;
  readonly role: Role;
  readonly text: string;
  readonly status: MessageStatus;
  readonly createdAt: string;
  readonly requestId: string | null;
  readonly model: string | null;
  readonly finishReason: string | null;
  readonly error: MessageError | null;
  readonly memories: readonly Recalled[];
}

/** What the server is using, and why, part by part. */
export interface Status {
  readonly version: string;
  readonly model: {
    readonly mode: 'connected' | 'recall-only';
    readonly name: string | null;
    readonly use: string;
    readonly why: string;
  };
}

/** A stretch of a list; `nextCursor` leads to the next one, null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}
