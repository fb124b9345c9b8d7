import type { VectorCollection } from '../vector-store.js';
import { type Statements, tableOf } from './collection-table.js';

/** Vectors that the middle of a collection is taken from. */
const SAMPLE = 500;

/** The function that makes a collection's codes. */
export const codeFunction = (collection: Pick<VectorCollection, 'name'>): string =>
  `${tableOf(collection)}_code`;

/** SQL for the code of a vector, one bit a number: the sign that it has seen from the collection's middle. */
export const codeOf = (collection: VectorCollection, vector: string): string =>
  `${codeFunction(collection)}(${vector})::bit(${collection.dimensions})`;

/**
 * Makes the function that the indexes of a collection are built on, unless it is there. Vectors of
 * some models lie all on one side, so that signs alone tell little apart: of multilingual-e5-small the
 * first 200 by sign held 92 to 96 of 100 best tens, by sign seen from the middle 99.9 (decision 0015).
 * The middle of the first ones stays: indexes rest on it.
 */
export async function makeCode(database: Statements, collection: VectorCollection): Promise<void> {
  const name = codeFunction(collection);
  const [{ made }] = await database.query<[{ made: boolean }]>(
    'SELECT to_regprocedure($1) IS NOT NULL AS made',
    [`${name}(vector)`],
  );
  if (made) return;
  const [{ middle }] = await database.query<[{ middle: string }]>(
    `SELECT avg(embedding)::text AS middle
     FROM (SELECT embedding FROM ${tableOf(collection)} LIMIT ${SAMPLE}) AS sample`,
  );
  // A function's text takes no parameters; this is pgvector's own way to write numbers.
  if (!/^\[[-+0-9.e,]+\]$/.test(middle)) throw new Error('The middle of the vectors is no vector');
  await database.query(
    `CREATE FUNCTION ${name}(vector) RETURNS bit(${collection.dimensions})
       LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
       RETURN binary_quantize($1 - '${middle}'::vector)::bit(${collection.dimensions})`,
  );
}
