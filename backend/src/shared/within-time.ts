/**
 * Waits for `work`, but not longer than `milliseconds`; the work itself goes on.
 * @throws {Error} when it is late, or whatever the work throws.
 */
export async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`not done within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Does work that is told when its time is up, and is not waited for if it does not listen. Unlike
 * `AbortSignal.timeout` it leaves nothing behind: no timer, and no error made for nobody.
 * @throws {DOMException} `TimeoutError` when it is late, or whatever the work throws.
 */
export async function withinLimit<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new DOMException(`not done within ${milliseconds} ms`, 'TimeoutError');
      limit.abort(error);
      reject(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(limit.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for `work`, but not longer than `milliseconds`. @returns whether it was done; failed counts as done. */
export function settledWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const settled = work.catch(() => undefined);
  return withinTime(settled, milliseconds).then(
    () => true,
    () => false,
  );
}
