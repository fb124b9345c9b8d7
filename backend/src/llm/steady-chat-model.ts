import {
  type CircuitBreaker,
  CircuitOpen,
  pause,
  pauseBefore,
  type Permit,
  type RetryBudget,
  type RetryOptions,
} from '../resilience/index.js';
import { ChatModel, type ChatRequest, type ModelEvent, type ModelInUse } from './chat-model.js';
import { ModelError } from './model-error.js';

/** What may go away by itself within a moment. Who waited in vain for a model does not wait for it again. */
const MOMENTARY: ReadonlySet<string> = new Set([
  'model_unreachable',
  'model_rate_limited',
  'model_failed',
  'model_cut',
]);

/**
 * The request or the configuration is wrong, of which the server knows nothing; or it ended properly and
 * said nothing, as a filter does: what one person asks must not take the model from everybody.
 */
const NOT_THE_SERVER: ReadonlySet<string> = new Set([
  'model_unauthorized',
  'model_not_found',
  'model_rejected',
  'model_empty',
]);

/** Whether a failure is none of the model's own, so that its breaker does not count it. */
export const isNotTheServer = (cause: unknown): boolean =>
  cause instanceof ModelError && NOT_THE_SERVER.has(cause.code);

/** Asks a model again that fails before its first token, within bounds, and leaves one alone that keeps failing. */
export class SteadyChatModel extends ChatModel {
  constructor(
    private readonly inner: ChatModel,
    private readonly breaker: CircuitBreaker,
    private readonly retry: RetryOptions,
    private readonly budget: RetryBudget,
  ) {
    super();
  }

  get inUse(): ModelInUse {
    return this.inner.inUse;
  }

  override restingWhy(): string | null {
    const { state, failures, held } = this.breaker.seen();
    if (state !== 'open') return null;
    const why = held
      ? 'is held back by an administrator'
      : `failed ${failures} times in a row, is left alone for a while, and then tried again`;
    return `${capital(this.inUse.use)} ${why}.`;
  }

  check(signal: AbortSignal): Promise<void> {
    return this.inner.check(signal);
  }

  /** @throws {ModelError} also `model_resting`, at once, while its breaker is open. */
  async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    this.budget.deposit();
    for (let retry = 0; ; retry += 1) {
      const permit = this.acquire();
      let spoke = false;
      try {
        for await (const event of this.inner.stream(request, signal)) {
          spoke = true;
          if (event.type === 'finish') permit.success();
          yield event;
        }
        return;
      } catch (cause) {
        if (!signal.aborted) permit.failure(cause);
        const wait = spoke || signal.aborted ? undefined : this.waitAfter(cause, retry);
        if (wait === undefined) throw cause;
        await pause(wait, signal);
      } finally {
        // Stopped, or left by whoever read it: no verdict on the model.
        permit.ignore();
      }
    }
  }

  private waitAfter(cause: unknown, retry: number): number | undefined {
    if (!(cause instanceof ModelError) || !MOMENTARY.has(cause.code)) return undefined;
    const wait = pauseBefore(retry, cause.askedMs, this.retry);
    return wait !== undefined && this.budget.withdraw() ? wait : undefined;
  }

  private acquire(): Permit {
    try {
      return this.breaker.acquire();
    } catch (cause) {
      if (!(cause instanceof CircuitOpen)) throw cause;
      throw resting(this.inner.inUse.use, cause);
    }
  }
}

function resting(use: string, cause: CircuitOpen): ModelError {
  const { failures, held, retryAt } = cause.report;
  const seconds = Math.max(1, Math.ceil(((retryAt?.getTime() ?? 0) - Date.now()) / 1_000));
  const why = held
    ? 'is held back by an administrator'
    : `failed ${failures} times in a row and is left alone ${retryAt ? `for ${seconds} s more` : 'while one call tries it'}`;
  return new ModelError('model_resting', 503, `${capital(use)} ${why}.`, true, { cause });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
