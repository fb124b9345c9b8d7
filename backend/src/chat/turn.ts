import type { Message } from '../messages/index.js';

/** Somebody's message that was accepted and is to be answered. */
export interface Turn {
  readonly userId: string;
  readonly spaceId: string;
  readonly sessionId: string;
  readonly userMessage: Message;
  readonly answerId: string;
  /** What the person is told about the message itself: `memory_full`, `memory_shortened`. */
  readonly notices: readonly string[];
  /** What there is of the answer already, and the number that the next event follows. */
  readonly unfinished?: { readonly text: string; readonly before: number };
}

/** What became of a request: a turn to run, or one that an earlier request with its id began. */
export type Accepted =
  | { readonly kind: 'new'; readonly turn: Turn }
  | { readonly kind: 'known'; readonly answer: Message };
