import { setImmediate as nextRound } from 'node:timers/promises';

/** A connection that was at rest is looked at in one round of the event loop, and used in the next. */
const ROUNDS = 2;

/**
 * Asks for the first of something before anything else is done, and lets it get as far as it can by itself:
 * a request is sent by then.
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
    for (let round = 0; round < ROUNDS; round += 1) await nextRound();
    meanwhile();
    for (let piece = await first; !piece.done; piece = await iterator.next()) yield piece.value;
  } finally {
    await iterator.return?.();
  }
}
