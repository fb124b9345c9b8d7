import { VectorStoreUnavailable } from '../vector-store.js';

/** PostgreSQL's codes for a table and a function that is not there. */
const NOT_THERE: ReadonlySet<unknown> = new Set(['42P01', '42883']);

/**
 * Waits for statements until the signal is aborted; what has been sent by then goes on in the
 * database, which the embedded one could not be kept from.
 * @throws {VectorStoreUnavailable} when the signal is aborted, or with whatever the database says.
 */
export async function whileWanted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw notWaitedFor(signal);
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(notWaitedFor(signal));
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } catch (cause) {
    if (cause instanceof VectorStoreUnavailable) throw cause;
    // Whatever the database says, callers can do one thing about it: go on without vectors.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new VectorStoreUnavailable(`pgvector does not answer: ${reason}`, { cause });
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/** Whether it failed because the collection is not there, or not any more. */
export const isNotThere = (error: unknown): boolean =>
  error instanceof VectorStoreUnavailable &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  NOT_THERE.has(error.cause.code);

const notWaitedFor = ({ reason }: AbortSignal): VectorStoreUnavailable =>
  new VectorStoreUnavailable('pgvector was not waited for any longer', { cause: reason });
