import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { DomainError } from '../shared/index.js';

/** The model gave no answer, or only a part of one. */
export class ModelError extends DomainError {
  /**
   * @param code stable name: `model_unreachable`, `model_timeout`, `model_unauthorized`, `model_not_found`,
   *   `model_rate_limited`, `model_rejected`, `model_failed`, `model_cut`, `model_garbled`.
   * @param retryable whether the same again may succeed without anybody changing anything.
   */
  constructor(
    code: string,
    status: number,
    detail: string,
    readonly retryable: boolean,
    options: ErrorOptions = {},
  ) {
    super(code, status, detail, options);
    this.name = 'ModelError';
  }
}

/** Translates what the `openai` package throws. */
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
  if (cause instanceof APIError) return fromAnswer(cause, where);
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

function fromAnswer(cause: APIError, where: string): ModelError {
  const status: number | undefined = cause.status;
  if (status === 401 || status === 403)
    return new ModelError(
      'model_unauthorized',
      502,
      `The model at ${where} refuses the key. Check OPENAI_API_KEY.`,
      false,
      { cause },
    );
  if (status === 404)
    return new ModelError(
      'model_not_found',
      502,
      `The server at ${where} does not have that model or path. Check CHAT_MODEL and OPENAI_BASE_URL.`,
      false,
      { cause },
    );
  if (status === 429)
    return new ModelError(
      'model_rate_limited',
      429,
      `The model at ${where} asks to slow down, or the quota is used up. Try again in a while.`,
      true,
      { cause },
    );
  if (status !== undefined && status >= 400 && status < 500 && status !== 408)
    return new ModelError(
      'model_rejected',
      502,
      `The model at ${where} rejects the request (status ${status}). Its context window may be smaller than CONTEXT_TOKENS.`,
      false,
      { cause },
    );
  const said = status === undefined ? '' : ` (status ${status})`;
  return new ModelError(
    'model_failed',
    502,
    `The model at ${where} failed${said}. Try again.`,
    true,
    { cause },
  );
}
