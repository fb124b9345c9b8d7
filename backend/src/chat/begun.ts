import { setImmediate as nextRound } from 'node:timers/promises';

/**
 * Asks for the first of something at once, which a generator otherwise comes to only when it is read, and
 * lets it get as far as it can in this round of the event loop: a request is sent by then.
 * @returns all of it, to be read once; what has failed by then is thrown to whoever reads.
 */
export async function begun<T>(pieces: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = iterator.next();
  // Until somebody reads it, it is nobody's fault.
  first.catch(() => undefined);
  await nextRound();
  return goOn(iterator, first);
}

async function* goOn<T>(
  iterator: AsyncIterator<T>,
  first: Promise<IteratorResult<T>>,
): AsyncGenerator<T> {
  try {
    for (let piece = await first; !piece.done; piece = await iterator.next()) yield piece.value;
  } finally {
    await iterator.return?.();
  }
}
