/**
 * Waits for `work`, but not longer than `milliseconds`; the work itself goes on.
 * @throws {Error} when it is late, or whatever the work throws.
 */
export const withinTime = <T>(work: Promise<T>, milliseconds: number): Promise<T> =>
  orLate(work, milliseconds, () => new Error(lateness(milliseconds)));

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
  return orLate(work(limit.signal), milliseconds, () => {
    const error = new DOMException(lateness(milliseconds), 'TimeoutError');
    limit.abort(error);
    return error;
  });
}

const lateness = (milliseconds: number): string => `not done within ${milliseconds} ms`;

/** @param late makes the error, once it is. */
async function orLate<T>(work: Promise<T>, milliseconds: number, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(late());
    }, milliseconds);
  });
  try {
    return await Promise.race([work, ended]);
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
