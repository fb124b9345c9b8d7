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

/**
 * All that people said, read from the database itself.
 * @param settings of a database that no product has open any more.
 */
export async function storedMessages(
  settings: DatabaseSettings,
): Promise<readonly StoredMessage[]> {
  const { DATABASE_URL, DATA_DIR } = settings;
  return DATABASE_URL === undefined ? ofEmbedded(DATA_DIR) : ofServer(DATABASE_URL);
}

async function ofEmbedded(folder: string): Promise<readonly StoredMessage[]> {
  const database = await PGlite.create(join(folder, 'pglite'), { extensions: { vector } });
  try {
    return (await database.query<StoredMessage>(STORED)).rows;
  } finally {
    await database.close();
  }
}

async function ofServer(url: string): Promise<readonly StoredMessage[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<StoredMessage>(STORED)).rows;
  } finally {
    await client.end();
  }
}
