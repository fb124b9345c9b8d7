import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseSettings } from '../test-database.ts';
import type { StoredMessage } from './journal.ts';

const STORED = `
  SELECT request_id AS "requestId", messages.id AS "messageId", messages.session_id AS "sessionId",
         messages.text, count(memories.id)::integer AS memories
  FROM messages LEFT JOIN memories ON memories.message_id = messages.id
  WHERE messages.role = 'user' GROUP BY messages.id`;

/** How many memories there are, and how many vectors the ledger says they have. */
export interface StoredVectors {
  readonly memories: number;
  /** Memories with a vector. */
  readonly indexed: number;
}

const VECTORS = `
  SELECT (SELECT count(*) FROM memories)::integer AS memories,
         (SELECT count(DISTINCT memory_number) FROM memory_vectors)::integer AS indexed`;

/** @param settings as below. */
export async function storedVectors(settings: DatabaseSettings): Promise<StoredVectors> {
  const [row = { memories: 0, indexed: 0 }] = await rowsOf<StoredVectors>(settings, VECTORS);
  return row;
}

/** A collection of vectors. */
export interface StoredCollection {
  readonly name: string;
  readonly dimensions: number;
}

/** The collection that searches use; undefined without one. */
export async function storedCollection(
  settings: DatabaseSettings,
): Promise<StoredCollection | undefined> {
  const [collection] = await rowsOf<StoredCollection>(
    settings,
    "SELECT name, dimensions FROM vector_collections WHERE state = 'current'",
  );
  return collection;
}

/**
 * All that people said, read from the database itself.
 * @param settings of a database that no product has open any more.
 */
export const storedMessages = (settings: DatabaseSettings): Promise<readonly StoredMessage[]> =>
  rowsOf<StoredMessage>(settings, STORED);

async function rowsOf<Row extends object>(
  { DATABASE_URL, DATA_DIR }: DatabaseSettings,
  sql: string,
): Promise<readonly Row[]> {
  if (DATABASE_URL !== undefined) return rowsOfServer<Row>(DATABASE_URL, sql);
  const database = await PGlite.create(join(DATA_DIR, 'pglite'), { extensions: { vector } });
  try {
    return (await database.query<Row>(sql)).rows;
  } finally {
    await database.close();
  }
}

async function rowsOfServer<Row extends object>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
