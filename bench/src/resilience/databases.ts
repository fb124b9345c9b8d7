import { startPostgresServer } from '../../../backend/test/support/postgres-server.ts';
import {
  embeddedDatabase,
  postgresDatabase,
  type DatabaseSettings,
} from '../../../backend/test/support/test-database.ts';

/** Runs something on a fresh embedded database. */
export async function onEmbedded<T>(run: (settings: DatabaseSettings) => Promise<T>): Promise<T> {
  const database = embeddedDatabase();
  try {
    return await run(await database.settings());
  } finally {
    await database.dispose();
  }
}

/** Runs something on a fresh database of a PostgreSQL server; undefined where none is installed. */
export async function onServer<T>(
  run: (settings: DatabaseSettings) => Promise<T>,
): Promise<T | undefined> {
  const server = await startPostgresServer();
  if (!server) return undefined;
  const database = postgresDatabase(server.adminUrl);
  try {
    return await run(await database.settings());
  } finally {
    await database.dispose();
    await server.stop();
  }
}
