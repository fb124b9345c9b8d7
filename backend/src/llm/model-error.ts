import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { retryAfter } from '../resilience/index.js';
import { DomainError } from '../shared/index.js';

/** The model gave no answer, or only a part of one. */
export class ModelError extends DomainError {
  /** Milliseconds for which the server asked to be left alone, if it did. */
  readonly askedMs: number | undefined;

  /**
   * @param code stable name: `model_unreachable`, `model_timeout`, `model_unauthorized`, `model_not_found`,
   *   `model_rate_limited`, `model_rejected`, `model_failed`, `model_cut`, `model_garbled`,
   *   `model_empty`, `model_resting`.
   * @param retryable whether the same again may succeed without anybody changing anything.
   * @param options `askedMs`: milliseconds for which the server asked to be left alone.
   */
  constructor(
    code: string,
    status: number,
    detail: string,
    readonly retryable: boolean,
    { askedMs, ...options }: ErrorOptions & { readonly askedMs?: number } = {},
  ) {
    super(code, status, detail, options);
    this.name = 'ModelError';
    this.askedMs = askedMs;
  }
}

/** Translates what the `openai` package throws, and what reading a stream does. */
export function toModelError(cause: unknown, where: string): ModelError {
  if (cause instanceof ModelError) return cause;
  if (cause instanceof APIConnectionTimeoutError)
    return new ModelError(
      'model_timeout',
      504,
      `The model at ${where} did not answer in time.`,
      true,
      { cause },
    );
  if (cause instanceof APIConnectionError)
    return new ModelError(
      'model_unreachable',
      502,
      `There is no model server at ${where}. Start it, or check OPENAI_BASE_URL.`,
      true,
      { cause },
    );
  if (cause instanceof APIError) {
    const status: unknown = cause.status;
    return fromAnswer(typeof status === 'number' ? status : undefined, cause, where);
  }
  if (cause instanceof SyntaxError)
    return new ModelError(
      'model_garbled',
      502,
      `The model at ${where} sent something that cannot be read.`,
      true,
      { cause },
    );
  return new ModelError('model_cut', 502, `The connection to the model at ${where} broke.`, true, {
    cause,
  });
}

/** What a refusal means: code, our own status, words after "The model at X", whether to try again. */
type Meaning = readonly [code: string, status: number, words: string, retryable: boolean];

const UNAUTHORIZED: Meaning = [
  'model_unauthorized',
  502,
  'refuses the key. Check OPENAI_API_KEY.',
  false,
];

const MEANINGS: Readonly<Record<number, Meaning>> = {
  401: UNAUTHORIZED,
  403: UNAUTHORIZED,
  404: [
    'model_not_found',
    502,
    'is not there: the server lacks that model or path. Check CHAT_MODEL and OPENAI_BASE_URL.',
    false,
  ],
  408: ['model_failed', 502, 'took too long. Try again.', true],
  429: [
    'model_rate_limited',
    429,
    'asks to slow down, or the quota is used up. Try again in a while.',
    true,
  ],
};

/** @param status undefined for an error inside a stream that began well. */
function fromAnswer(
  status: number | undefined,
  cause: { readonly headers: unknown },
  where: string,
): ModelError {
  const [code, ownStatus, words, retryable] =
    (status === undefined ? undefined : MEANINGS[status]) ?? otherwise(status);
  const { headers } = cause;
  const asked = headers instanceof Headers ? retryAfter(headers) : undefined;
  const options = { cause, ...(asked !== undefined && { askedMs: asked }) };
  return new ModelError(code, ownStatus, `The model at ${where} ${words}`, retryable, options);
}

function otherwise(status: number | undefined): Meaning {
  if (status !== undefined && status >= 400 && status < 500) {
    const words = `rejects the request (status ${status}). Its context window may be smaller than CONTEXT_TOKENS.`;
    return ['model_rejected', 502, words, false];
  }
  const said = status === undefined ? '' : ` (status ${status})`;
  return ['model_failed', 502, `failed${said}. Try again.`, true];
}
