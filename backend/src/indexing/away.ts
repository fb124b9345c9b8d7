import { EmbedderUnavailable } from '../embeddings/index.js';
import { VectorStoreUnavailable } from '../vectors/index.js';

/** Milliseconds that one call to the embedder or the store may take, whatever its own limits are. */
const PATIENCE = 60_000;

/** The embedder or the store did not answer in time. */
class Late extends Error {
  override readonly name = 'Late';
}

/** How an embedder says that it cannot do with these very texts, or that it makes no sense of anything. */
const ABOUT_TEXTS = new Set(['embedder_rejected', 'embedder_garbled']);

/** Whether the embedder may have failed for what it was given. */
export const mayBeTheTexts = (error: unknown): boolean =>
  !isAway(error) || (error instanceof EmbedderUnavailable && ABOUT_TEXTS.has(error.code));

/**
 * Whether a failure says that the embedder or the store cannot be used at present, rather than that
 * something is wrong with what it was given.
 */
export const isAway = (error: unknown): boolean =>
  error instanceof EmbedderUnavailable ||
  error instanceof VectorStoreUnavailable ||
  error instanceof Late;

/**
 * Asks the embedder or the store, and waits no longer than it may, even when it does not heed the signal.
 * @throws {Error} what it throws, one that `isAway` when it is late, or the signal's reason.
 */
export async function ask<T>(
  call: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const limit = AbortSignal.timeout(PATIENCE);
  const end = AbortSignal.any([signal, limit]);
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const onEnd = () => {
    reject(new Late(`No answer within ${PATIENCE} ms`));
  };
  if (end.aborted) onEnd();
  else end.addEventListener('abort', onEnd, { once: true });
  try {
    return await Promise.race([call(end), ended]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    end.removeEventListener('abort', onEnd);
  }
}

/** Reads what the store iterates over, with an end to the wait for each batch. */
export async function* read<T>(batches: AsyncIterable<T>, signal: AbortSignal): AsyncIterable<T> {
  const iterator = batches[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await ask(() => iterator.next(), signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not waited for: one that does not answer does not end either.
    void iterator.return?.().catch(() => undefined);
  }
}
