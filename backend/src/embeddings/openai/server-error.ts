import { APIConnectionError, APIError } from 'openai';
import { retryAfter } from '../../resilience/index.js';
import { EmbedderUnavailable } from '../embedder.js';

/** However a server asks to be left alone, it is for at least and at most so long. */
const SHORTEST_REST = 1_000;
const LONGEST_REST = 60_000;

/** The server gave no usable answer. */
export class EmbeddingServerError extends EmbedderUnavailable {
  /**
   * @param restMs how long it is better not to ask again; undefined: as long as usual; 0: it is about these
   *   texts only.
   */
  constructor(
    code: string,
    detail: string,
    readonly restMs?: number,
    options: ErrorOptions = {},
  ) {
    super(detail, { code, ...options });
  }
}

/** Codes and words, after "The embedding server at X", for a refusal. */
const REFUSALS: Readonly<Record<number, readonly [code: string, words: string]>> = {
  401: ['embedder_unauthorized', 'refuses the key. Check EMBEDDINGS_API_KEY.'],
  403: ['embedder_unauthorized', 'refuses the key. Check EMBEDDINGS_API_KEY.'],
  404: [
    'embedder_model_not_found',
    'lacks the model or the path. Check EMBEDDINGS_MODEL and EMBEDDINGS_BASE_URL.',
  ],
  429: ['embedder_rate_limited', 'asks to slow down, or the quota is used up.'],
};

/** Translates what the `openai` package throws, or what was wrong with an answer. */
export function toServerError(cause: unknown, where: string): EmbeddingServerError {
  if (cause instanceof EmbeddingServerError) return cause;
  if (cause instanceof EmbedderUnavailable)
    return new EmbeddingServerError(cause.code, cause.message, undefined, { cause });
  const server = `The embedding server at ${where}`;
  if (cause instanceof APIConnectionError)
    return new EmbeddingServerError(
      'embedder_unreachable',
      `There is no embedding server at ${where}. Start it, or check EMBEDDINGS_BASE_URL.`,
      undefined,
      { cause },
    );
  const status: unknown = cause instanceof APIError ? cause.status : undefined;
  if (!(cause instanceof APIError) || typeof status !== 'number')
    return new EmbeddingServerError(
      'embedder_garbled',
      `${server} sent something that cannot be read.`,
      undefined,
      { cause },
    );
  const refusal = REFUSALS[status];
  if (refusal)
    return new EmbeddingServerError(refusal[0], `${server} ${refusal[1]}`, restOf(cause), {
      cause,
    });
  const [code, words, rest] =
    status < 500
      ? (['embedder_rejected', 'rejects the texts', 0] as const)
      : (['embedder_failed', 'failed', undefined] as const);
  return new EmbeddingServerError(code, `${server} ${words} (status ${status}).`, rest, { cause });
}

/** Milliseconds until the server wants to be asked again, if it says so. */
function restOf({ headers }: { readonly headers: unknown }): number | undefined {
  const ms = headers instanceof Headers ? retryAfter(headers) : undefined;
  return ms === undefined ? undefined : Math.min(Math.max(ms, SHORTEST_REST), LONGEST_REST);
}
