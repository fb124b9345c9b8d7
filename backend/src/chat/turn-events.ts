import type { RecalledMemory } from '../memory/index.js';
import type { ModelUsage } from '../llm/index.js';

/** What happens in a turn, in the words of the streaming protocol (docs/protocol.md). */
export type TurnEvent =
  | { readonly type: 'meta'; readonly data: TurnMeta }
  | { readonly type: 'memory'; readonly data: { readonly used: readonly RecalledMemory[] } }
  | { readonly type: 'token'; readonly data: { readonly text: string } }
  | { readonly type: 'error'; readonly data: TurnFailure }
  | { readonly type: 'done'; readonly data: TurnEnd };

/** Who answers what, and what is missing. */
export interface TurnMeta {
  /** Id of the answer. */
  readonly messageId: string;
  readonly userMessageId: string;
  readonly streamId: string;
  /** Null where answers are quotes from memory. */
  readonly model: string | null;
  /** What the answer has to do without: `memory`, `history`, `fallback` (the first model), `model` (any). */
  readonly degraded: readonly string[];
}

/** Why there is no answer, or only a part of one. */
export interface TurnFailure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** Whether a part of the answer was sent and is kept. */
  readonly partial: boolean;
}

/** How a turn ended. */
export interface TurnEnd {
  /** `stop`, `length` or another word of the model; `stopped`, `interrupted` or `error`. */
  readonly finishReason: string;
  readonly usage: ModelUsage | null;
  /** The whole answer, for a reader who came back after its end; replaces what they have of it. */
  readonly text?: string;
}
