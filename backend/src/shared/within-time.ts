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

/** Waits for `work`, but not longer than `milliseconds`. @returns whether it was done; failed counts as done. */
export function settledWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const settled = work.catch(() => undefined);
  return withinTime(settled, milliseconds).then(
    () => true,
    () => false,
  );
}
