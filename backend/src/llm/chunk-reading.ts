import type { ModelUsage } from './chat-model.js';

/** One chunk of a streamed answer, as loosely as servers really send it. */
export type LooseChunk =
  | {
      readonly choices?:
        | readonly {
            readonly delta?: {
              readonly content?: unknown;
              readonly reasoning?: unknown;
              readonly reasoning_content?: unknown;
            } | null;
            readonly finish_reason?: unknown;
          }[]
        | null;
      readonly usage?: {
        readonly prompt_tokens?: unknown;
        readonly completion_tokens?: unknown;
      } | null;
    }
  | null
  | undefined;

/** What a chunk says: some of the text, why the answer ends, how many tokens it took. */
export interface ChunkReading {
  readonly text: string;
  /** Whether the model said something to itself, which is not shown. */
  readonly thought: boolean;
  readonly reason: string | undefined;
  readonly usage: ModelUsage | undefined;
}

/** Reads a chunk. What it lacks is nothing: an answer without an end is seen at the end. */
export function readChunk(chunk: LooseChunk): ChunkReading {
  const choice = chunk?.choices?.[0];
  const { content, reasoning, reasoning_content: thinking } = choice?.delta ?? {};
  const reason = choice?.finish_reason;
  return {
    text: typeof content === 'string' ? content : '',
    thought: isText(reasoning) || isText(thinking),
    reason: typeof reason === 'string' ? reason : undefined,
    usage: usageOf(chunk?.usage?.prompt_tokens, chunk?.usage?.completion_tokens),
  };
}

/** Only what can be counted with counts. */
const usageOf = (promptTokens: unknown, completionTokens: unknown): ModelUsage | undefined =>
  isCount(promptTokens) && isCount(completionTokens)
    ? { promptTokens, completionTokens }
    : undefined;

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
