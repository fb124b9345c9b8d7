import type { VectorCollection, VectorEntry, VectorFilter } from './vector-store.js';

/** How far a unit vector's length may be from 1: embedders hand out single precision, some less. */
const TOLERANCE = 0.01;

/** A vector that no store may keep or search with: trying again is of no use. */
export class InvalidVector extends Error {
  override readonly name = 'InvalidVector';
}

/**
 * Nobody's vectors are everybody's.
 * @throws {Error} when the user is missing, whatever the types promised.
 */
export function requireUser({ userId }: Pick<VectorFilter, 'userId'>): void {
  if (!userId) throw new Error('A user is missing: vectors are touched in the name of one only');
}

/**
 * @param whose what the message calls the vector, such as `The query`.
 * @throws {InvalidVector} when it is empty, too short or long, holds what is no number, or is no unit vector.
 */
export function requireVector(
  { name, dimensions }: VectorCollection,
  embedding: Float32Array,
  whose: string,
): void {
  if (embedding.length !== dimensions)
    throw new InvalidVector(
      `${whose} has a vector of ${embedding.length} numbers; ${name} takes ${dimensions}`,
    );
  let square = 0;
  for (const number of embedding) square += number * number;
  if (!(Math.abs(Math.sqrt(square) - 1) <= TOLERANCE))
    throw new InvalidVector(
      `${whose} has a vector of length ${Math.sqrt(square)}; ${name} takes unit vectors`,
    );
}

/**
 * All or none: checks every entry before any is kept.
 * @throws {InvalidVector | Error} as the checks above.
 */
export function requireEntries(
  collection: VectorCollection,
  entries: readonly VectorEntry[],
): void {
  for (const entry of entries) {
    requireUser(entry);
    requireVector(collection, entry.embedding, `The memory ${entry.memoryId}`);
  }
}
