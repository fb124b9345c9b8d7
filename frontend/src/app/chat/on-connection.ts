/**
 * Does something over a connection that is let go of when `signal` says so, and as soon as the browser
 * has lost the network, since what hangs then is not heard of.
 */
export async function onConnection<T>(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const connection = new AbortController();
  const letGo = (): void => connection.abort();
  if (signal.aborted) letGo();
  signal.addEventListener('abort', letGo);
  window.addEventListener('offline', letGo);
  try {
    return await work(connection.signal);
  } finally {
    signal.removeEventListener('abort', letGo);
    window.removeEventListener('offline', letGo);
  }
}

/** Waits so many milliseconds, or until the browser has a network again. */
export function untilOnline(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', goOn);
      resolve();
    };
    const timer = setTimeout(goOn, milliseconds);
    window.addEventListener('online', goOn);
  });
}
