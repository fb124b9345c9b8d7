import type { ModelUsage } from './chat-model.js';

/** One chunk of a streamed answer, as loosely as servers really send it. */
export type LooseChunk =
  | {
      readonly choices?:
        | readonly {
            readonly delta?: { readonly content?: unknown } | null;
            readonly finish_reason?: string | null;
          }[]
        | null;
      readonly usage?: {
        readonly prompt_tokens: number;
        readonly completion_tokens: number;
      } | null;
    }
  | null
  | undefined;

/** What a chunk says: some of the text, why the answer ends, how many tokens it took. */
export interface ChunkReading {
  readonly text: string;
  readonly reason: string | undefined;
  readonly usage: ModelUsage | undefined;
}

/** Reads a chunk. What it lacks is nothing: an answer without an end is seen at the end. */
export function readChunk(chunk: LooseChunk): ChunkReading {
  const choice = chunk?.choices?.[0];
  const content = choice?.delta?.content;
  const usage = chunk?.usage;
  return {
    text: typeof content === 'string' ? content : '',
    reason: choice?.finish_reason ?? undefined,
    usage: usage
      ? { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens }
      : undefined,
  };
}
