import { createHash } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
import { withoutTimeLimit } from '../../database/index.js';
import type { VectorCollection } from '../vector-store.js';
import { type Statements, tableOf } from './collection-table.js';
import { codeOf, makeCode } from './space-code.js';

/** One space's share of a collection. */
export interface Space {
  readonly collection: VectorCollection;
  readonly userId: string;
  readonly spaceId: string;
}

/** The index's shape, as measured in decision 0015. */
const M = 16;
const EF_CONSTRUCTION = 64;

/**
 * Indexes of one collection: the planner looks at every one of them before each statement, which with
 * 200 took 4 ms in the embedded database (decision 0015).
 */
const MOST_INDEXES = 64;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a space has an index that is complete, and how many rows, counted up to a limit. */
export async function lookAt(
  database: Statements,
  space: Space,
  limit: number,
): Promise<{ readonly isIndexed: boolean; readonly rows: number }> {
  const table = tableOf(space.collection);
  const [found] = await database.query<[{ valid: boolean | null; rows: number }]>(
    `SELECT (SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)) AS valid,
       (SELECT count(*)::integer FROM (
         SELECT FROM ${table} WHERE user_id = $2 AND space_id = $3 LIMIT $4
       ) AS counted) AS rows`,
    [indexOf(space), space.userId, space.spaceId, limit],
  );
  return { isIndexed: found.valid === true, rows: found.rows };
}

/**
 * Builds the index of a space, over its codes alone: to search among all and leave out other spaces'
 * finds loses most of them. One bit a number makes it small, and quick to build and to add to.
 * @param leastRows below which it is not built.
 * @returns whether it stands; not when somebody else is at it, or the collection has as many as it may.
 */
export async function buildIndex(
  database: DataSource,
  space: Space,
  leastRows: number,
  isEmbedded: boolean,
): Promise<boolean> {
  const runner = database.createQueryRunner();
  const lock = [`index of ${indexOf(space)}`];
  try {
    const [{ mine }] = await (runner as Statements).query<[{ mine: boolean }]>(
      'SELECT pg_try_advisory_lock(hashtext($1)) AS mine',
      lock,
    );
    if (!mine) return false;
    try {
      const { isIndexed, rows } = await lookAt(runner, space, leastRows);
      if (isIndexed || rows < leastRows) return isIndexed;
      if (!(await makeRoom(runner, space))) return false;
      await makeCodeOnce(runner, space.collection);
      await createIndex(runner, space, isEmbedded);
      return true;
    } finally {
      await runner.query('SELECT pg_advisory_unlock(hashtext($1))', lock);
    }
  } finally {
    await runner.release();
  }
}

/** Removes indexes of spaces that have no vector left. @returns whether one more index may be made. */
async function makeRoom(database: Statements, { collection }: Space): Promise<boolean> {
  const table = tableOf(collection);
  const indexes = await database.query<readonly { name: string; isEmpty: boolean }[]>(
    `SELECT indexrelid::regclass::text AS name, NOT EXISTS (
       SELECT FROM ${table} WHERE user_id = owner[1]::uuid AND space_id = owner[2]::uuid
     ) AS "isEmpty"
     FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid, LATERAL regexp_match(
       pg_get_expr(indpred, indrelid), '''([0-9a-f-]{36})''.*''([0-9a-f-]{36})'''
     ) AS owner
     WHERE indrelid = $1::regclass AND relam = (SELECT oid FROM pg_am WHERE amname = 'hnsw')`,
    [table],
  );
  const empty = indexes.filter(({ isEmpty }) => isEmpty);
  for (const { name } of empty) await database.query(`DROP INDEX IF EXISTS ${name}`);
  return indexes.length - empty.length < MOST_INDEXES;
}

async function makeCodeOnce(runner: QueryRunner, collection: VectorCollection): Promise<void> {
  await runner.startTransaction();
  try {
    const lock = `code of ${tableOf(collection)}`;
    await runner.query('SELECT pg_advisory_xact_lock(hashtext($1))', [lock]);
    await makeCode(runner, collection);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

async function createIndex(runner: QueryRunner, space: Space, isEmbedded: boolean): Promise<void> {
  const { collection, userId, spaceId } = space;
  const index = indexOf(space);
  // Others go on writing meanwhile; in the embedded database they wait for any statement's end anyway.
  const concurrently = isEmbedded ? '' : 'CONCURRENTLY';
  // A value in an index's condition cannot be a parameter.
  if (!UUID.test(userId) || !UUID.test(spaceId)) throw new Error('A user or space has an odd id');
  await withoutTimeLimit(runner, async () => {
    // One that was given up half-way stays behind and is of no use.
    await runner.query(`DROP INDEX ${concurrently} IF EXISTS ${index}`);
    await runner.query(
      `CREATE INDEX ${concurrently} ${index} ON ${tableOf(collection)}
       USING hnsw ((${codeOf(collection, 'embedding')}) bit_hamming_ops)
       WITH (m = ${M}, ef_construction = ${EF_CONSTRUCTION})
       WHERE user_id = '${userId}' AND space_id = '${spaceId}'`,
    );
  });
}

const indexOf = ({ collection, userId, spaceId }: Space): string => {
  const hash = createHash('sha256').update(`${userId} ${spaceId}`).digest('hex');
  return `${tableOf(collection)}_h${hash.slice(0, 16)}`;
};
