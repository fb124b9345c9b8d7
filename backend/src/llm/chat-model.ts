import type { InUse } from '../shared/index.js';

/** One message of a prompt. */
export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** Something remembered that an answer may quote. */
export interface QuotableMemory {
  readonly text: string;
  /** When it was said, ISO 8601. */
  readonly at: string;
  /** Title of the conversation in which it was said. */
  readonly source: string;
}

/** Everything that a model needs for one answer. */
export interface ChatRequest {
  readonly messages: readonly PromptMessage[];
  /** The same memories that `messages` quote, best first. */
  readonly memories: readonly QuotableMemory[];
  /** Most tokens that the answer may have. */
  readonly maxTokens: number;
}

/** Tokens as the model's server counted them. */
export interface ModelUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** What a model says, piece by piece; `finish` is always the last and there only once. */
export type ModelEvent =
  | { readonly type: 'token'; readonly text: string }
  | { readonly type: 'finish'; readonly reason: string; readonly usage: ModelUsage | null };

/** Which model answers, for people and programs. */
export interface ModelInUse extends InUse {
  /** `recall-only`: no model, answers are quotes from memory. */
  readonly mode: 'connected' | 'recall-only';
  /** Name of the model; null while it is not known. */
  readonly name: string | null;
}

/** Answers a prompt. Abstract class, so that it is its own injection token. */
export abstract class ChatModel {
  abstract readonly inUse: ModelInUse;

  /**
   * Streams one answer.
   * @param signal ends the call and the connection below it; the iteration then throws its reason.
   * @throws {ModelError} when there is no answer, or it breaks off before the model has finished it.
   */
  abstract stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;

  /** Why it is not asked at present, in a sentence; null where it is. */
  restingWhy(): string | null {
    return null;
  }

  /**
   * Asks whether the model could answer now.
   * @throws {ModelError} when it could not.
   */
  abstract check(signal: AbortSignal): Promise<void>;
}
