import type { MemoryKind } from './memory.entity.js';

/** Something to remember: what a person said, where and when. */
export interface SpokenMessage {
  readonly id: string;
  readonly userId: string;
  readonly spaceId: string;
  readonly sessionId: string;
  readonly text: string;
  readonly at: Date;
}

/** What to recall, for whom, and how much of it. */
export interface RecallQuery {
  readonly userId: string;
  readonly spaceId: string;
  readonly text: string;
  /** At most so many memories. */
  readonly limit: number;
  /** At most so many tokens in all their texts together. */
  readonly tokenBudget: number;
  /** Only what was said in this session. */
  readonly sessionId?: string | undefined;
  /** Memories that come from these messages are left out. */
  readonly exceptMessageIds?: readonly string[] | undefined;
}

/** A message that a memory comes from. */
export interface MemorySource {
  readonly messageId: string;
  readonly externalId: string | null;
  readonly sessionId: string;
  readonly sessionTitle: string;
  readonly sessionExternalId: string | null;
  readonly role: 'user' | 'assistant';
}

/** A memory that speaks to a query. */
export interface RecalledMemory {
  readonly memoryId: string;
  readonly kind: MemoryKind;
  /** What was said; of a long text the part that speaks to the query. */
  readonly text: string;
  /** When it was said, ISO 8601 in UTC. */
  readonly at: string;
  /** Higher is better; comparable within one recall only. */
  readonly score: number;
  readonly parts: RecallParts;
  /** Tokens of `text`. */
  readonly tokens: number;
  readonly sources: readonly MemorySource[];
}

/** What spoke for a memory, each in [0, 1]. */
export interface RecallParts {
  /** Its words; 0 for one that only its neighbours speak for. */
  readonly lexical: number;
  /** That it was said lately, where that was what was asked for. */
  readonly newest: number;
}

/** A memory that an earlier answer used. */
export interface RecallReference {
  readonly memoryId: string;
  /** What was asked: of a long memory it decides which part was used. */
  readonly question: string;
  readonly score: number;
  readonly parts: RecallParts;
  readonly tokens: number;
}
