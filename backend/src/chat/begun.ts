import { setImmediate as nextRound } from 'node:timers/promises';

/**
 * Asks for the first of something before anything else is done, and lets it get as far as it can in this
 * round of the event loop: a request is sent by then.
 * @param meanwhile done after that, and before anything is given on.
 */
export async function* begun<T>(
  pieces: AsyncIterable<T>,
  meanwhile: () => void,
): AsyncGenerator<T> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    const first = iterator.next();
    // What fails at once is thrown below, in its turn.
    first.catch(() => undefined);
    await nextRound();
    meanwhile();
    for (let piece = await first; !piece.done; piece = await iterator.next()) yield piece.value;
  } finally {
    await iterator.return?.();
  }
}
