import 'reflect-metadata';
import { embeddedDatabase, postgresDatabase } from '../../../backend/test/support/test-database.ts';
import {
  pgvectorIsInstalled,
  startPgvectorServer,
} from '../../../backend/test/support/pgvector-server.ts';
import { ManagedDataSource } from '../../../backend/dist/database/index.js';
import { say } from '../report.ts';

/** Milliseconds: a statement of the bench may take longer than one of the product. */
const UNHURRIED = 3_600_000;

/** Runs a measurement on the embedded database and on a server with pgvector, where one is installed. */
export async function onEachDatabase(names, measure) {
  if (names.includes('embedded')) await on('embedded', embeddedDatabase(), measure);
  if (!names.includes('server')) return;
  if (!pgvectorIsInstalled()) {
    say('no server with pgvector (node tools/pgvector-server.mjs --install): left out');
    return;
  }
  const server = await startPgvectorServer();
  try {
    await on('server', postgresDatabase(server.adminUrl), measure);
  } finally {
    await server.stop();
  }
}

async function on(kind, database, measure) {
  const { DATABASE_URL: url, DATA_DIR: folder } = await database.settings();
  const settings = { url, folder, poolSize: 4, statementMs: UNHURRIED };
  const source = await ManagedDataSource.open(settings, []);
  try {
    await measure(kind, source, url === undefined);
  } finally {
    await source.destroy();
    await database.dispose();
  }
}

/** Does what autovacuum, or the embedded database's upkeep, does in time. */
export async function tidy(source, table) {
  await source.query(`VACUUM (ANALYZE) ${table}`);
}
