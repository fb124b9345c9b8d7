import { MilvusUnavailable } from './milvus-unavailable.js';

/**
 * Waits for `work` until the signal; the work itself goes on.
 * @throws {MilvusUnavailable} when the signal came first, or whatever the work throws.
 */
export async function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw late(signal);
  const ended = Promise.withResolvers<never>();
  const end = () => ended.reject(late(signal));
  signal.addEventListener('abort', end);
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

const late = (signal: AbortSignal): MilvusUnavailable =>
  new MilvusUnavailable('milvus_timeout', 'Milvus did not answer in time', {
    cause: signal.reason,
  });
