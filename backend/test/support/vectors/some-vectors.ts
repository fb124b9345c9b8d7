import { randomUUID } from 'node:crypto';
import type { VectorCollection, VectorEntry } from '../../../src/vectors/index.js';

export { cosine, randomVectors, textLikeVectors, unit } from './unit-vectors.ts';

/** A collection that no other test uses. */
export const aCollection = (dimensions = 16): VectorCollection => ({
  name: `memocha_${randomUUID().replaceAll('-', '').slice(0, 12)}_${dimensions}`,
  dimensions,
});

/** A vector with its place, all of it made up where nothing is given. */
export const anEntry = (entry: Partial<VectorEntry> = {}): VectorEntry => ({
  memoryId: randomUUID(),
  userId: randomUUID(),
  spaceId: randomUUID(),
  sessionId: randomUUID(),
  kind: 'turn',
  at: new Date('2026-03-02T12:00:00.123Z'),
  embedding: alike(1),
  ...entry,
});

/** A unit vector whose cosine with `alike(1)` is `cosine`. */
export function alike(cosine: number, dimensions = 16): Float32Array {
  const vector = new Float32Array(dimensions);
  vector[0] = cosine;
  vector[1] = Math.sqrt(1 - cosine * cosine);
  return vector;
}
