import { EmbedderUnavailable } from './embedder.js';

/**
 * Waits for `work` as long as `signal` allows; the work itself goes on.
 * @throws {EmbedderUnavailable} when the signal ends first, or whatever the work throws.
 */
export async function withinSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stopWaiting: (() => void) | undefined;
  const ended = new Promise<never>((_, reject) => {
    stopWaiting = () => {
      reject(endedBy(signal));
    };
    if (signal.aborted) stopWaiting();
    else signal.addEventListener('abort', stopWaiting, { once: true });
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    if (stopWaiting) signal.removeEventListener('abort', stopWaiting);
  }
}

/** What to throw once a signal has ended. */
export function endedBy({ reason }: AbortSignal): EmbedderUnavailable {
  return isTimeout(reason)
    ? new EmbedderUnavailable('The embedding model did not answer in time.', {
        code: 'embedder_timeout',
        cause: reason,
      })
    : new EmbedderUnavailable('Nobody waits for the embeddings any more.', {
        code: 'embedder_aborted',
        cause: reason,
      });
}

/** Whether a signal ended because time was over, and not because somebody changed their mind. */
export const isTimeout = (reason: unknown): boolean =>
  reason instanceof DOMException && reason.name === 'TimeoutError';
