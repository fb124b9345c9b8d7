import type { LeftOutMemory, RecallReference, RecallTimings } from '../memory/index.js';

/** A memory that did not go into a prompt, and why. */
export interface LeftOutOfAnswer extends Omit<LeftOutMemory, 'reason'> {
  /**
   * `repeated` by another one; no room in the `token_budget`; `limit`: enough others; the
   * conversation shows it already (`in_conversation`); recall was too unsure (`nothing_fits`); a
   * `question` tells nothing, where answers are quotes.
   */
  readonly reason: LeftOutMemory['reason'] | 'in_conversation' | 'nothing_fits' | 'question';
}

/** Tokens of the parts of a prompt by our own count. */
export interface PromptTokens {
  readonly system: number;
  readonly history: number;
  readonly memories: number;
  readonly message: number;
}

/** What makes the very same prompt again, and tells whether it is the same. */
export interface PromptSeal {
  /** The code in the markers around the memories; null where there were none. */
  readonly code: string | null;
  /**
   * Fingerprint of all that was sent. Answers of earlier versions lack it: a title or an answer in it
   * may read otherwise by now, so no prompt of theirs is said to be the same.
   */
  readonly prompt?: string;
}

/**
 * What went into the prompt of an answer, and what did not: by id, since texts are read where they
 * are shown, so that a forgotten one is gone. Answers of earlier versions lack the optional parts.
 */
export interface AnswerContext {
  /** The memories, best first. */
  readonly memories: readonly Omit<RecallReference, 'question'>[];
  /** What came close, best first. */
  readonly leftOut?: readonly LeftOutOfAnswer[];
  /** Earlier messages that were sent, and that were left out for want of room. */
  readonly history: {
    readonly sent: number;
    readonly leftOut: number;
    readonly messageIds?: readonly string[];
  };
  /** How sure recall was; null when there was none. */
  readonly recall?: {
    readonly confidence: number;
    readonly nothingFits: boolean;
    readonly timings: RecallTimings;
  } | null;
  readonly tokens?: PromptTokens;
  /** Tokens of the whole prompt. */
  readonly promptTokens: number;
  readonly seal?: PromptSeal;
  /** Where an answer was continued: the characters of it that were sent, from one to before another. */
  readonly continued?: { readonly from: number; readonly to: number };
  readonly degraded: readonly string[];
}
