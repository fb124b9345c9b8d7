import { createHash } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
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

/** Indexes of one collection, each of which a statement has to look at before it runs. */
const MOST_INDEXES = 200;

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
 * finds loses most of them. Some bits a number make it small, and quick to build and to add to.
 * @returns false when somebody else is at it, or the collection has as many as it may have.
 */
export async function buildIndex(
  database: DataSource,
  space: Space,
  isEmbedded: boolean,
): Promise<boolean> {
  const runner = database.createQueryRunner();
  const lock = `index of ${indexOf(space)}`;
  try {
    const [{ mine }] = await ask<[{ mine: boolean }]>(
      runner,
      'SELECT pg_try_advisory_lock(hashtext($1)) AS mine',
      [lock],
    );
    if (!mine) return false;
    try {
      return await build(runner, space, isEmbedded);
    } finally {
      await runner.query('SELECT pg_advisory_unlock(hashtext($1))', [lock]);
    }
  } finally {
    await runner.release();
  }
}

async function build(runner: QueryRunner, space: Space, isEmbedded: boolean): Promise<boolean> {
  const { collection } = space;
  const table = tableOf(collection);
  const [{ indexes }] = await ask<[{ indexes: number }]>(
    runner,
    `SELECT count(*)::integer AS indexes FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE indrelid = $1::regclass AND relam = (SELECT oid FROM pg_am WHERE amname = 'hnsw')`,
    [table],
  );
  if (indexes >= MOST_INDEXES) return false;
  await runner.startTransaction();
  try {
    await runner.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`code of ${table}`]);
    await makeCode(runner, collection);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
  await createIndex(runner, space, isEmbedded);
  return true;
}

async function createIndex(runner: QueryRunner, space: Space, isEmbedded: boolean): Promise<void> {
  const { collection, userId, spaceId } = space;
  const index = indexOf(space);
  // Others go on writing meanwhile; in the embedded database they wait for any statement's end anyway.
  const concurrently = isEmbedded ? '' : 'CONCURRENTLY';
  // A value in an index's condition cannot be a parameter.
  if (!UUID.test(userId) || !UUID.test(spaceId)) throw new Error('A user or space has an odd id');
  await runner.query('SET statement_timeout = 0');
  try {
    // One that was given up half-way stays behind and is of no use.
    await runner.query(`DROP INDEX ${concurrently} IF EXISTS ${index}`);
    await runner.query(
      `CREATE INDEX ${concurrently} ${index} ON ${tableOf(collection)}
       USING hnsw ((${codeOf(collection, 'embedding')}) bit_hamming_ops)
       WITH (m = ${M}, ef_construction = ${EF_CONSTRUCTION})
       WHERE user_id = '${userId}' AND space_id = '${spaceId}'`,
    );
  } finally {
    await runner.query('RESET statement_timeout');
  }
}

/** A query runner's answer is typed by nobody. */
const ask = <T>(runner: QueryRunner, sql: string, parameters: unknown[]): Promise<T> =>
  runner.query(sql, parameters) as Promise<T>;

const indexOf = ({ collection, userId, spaceId }: Space): string => {
  const hash = createHash('sha256').update(`${userId} ${spaceId}`).digest('hex');
  return `${tableOf(collection)}_h${hash.slice(0, 16)}`;
};
