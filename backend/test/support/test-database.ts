import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { embeddedDataFolder } from './embedded-template.ts';
import { POSTGRES_URL_VARIABLE } from './global-setup.ts';

/** What the product's configuration needs to open a test's own database. */
export interface DatabaseSettings {
  /** Absent for the embedded database. */
  readonly DATABASE_URL?: string;
  readonly DATA_DIR: string;
}

/** A fresh, empty database that belongs to one suite. */
export interface TestDatabase {
  readonly kind: 'embedded' | 'postgres';
  /** Creates the database on the first call; later calls return the same one. */
  settings(): Promise<DatabaseSettings>;
  /** Removes it with all that is in it; connections to it are cut. */
  dispose(): Promise<void>;
}

/** The embedded database: a temporary data folder and nothing else. */
export function embeddedDatabase(): TestDatabase {
  let made: Promise<DatabaseSettings> | undefined;
  return {
    kind: 'embedded',
    settings: () => (made ??= embeddedDataFolder().then((DATA_DIR) => ({ DATA_DIR }))),
    dispose: async () => {
      if (made !== undefined) await removeFolder((await made).DATA_DIR);
    },
  };
}

/** A database of its own in the server that `adminUrl` leads to. */
export function postgresDatabase(adminUrl: string): TestDatabase {
  const name = `memocha_${randomUUID().replaceAll('-', '')}`;
  let made: Promise<DatabaseSettings> | undefined;
  const create = async (): Promise<DatabaseSettings> => {
    await execute(adminUrl, `CREATE DATABASE ${name}`);
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    return { DATABASE_URL: url.href, DATA_DIR: await dataFolder() };
  };
  return {
    kind: 'postgres',
    settings: () => (made ??= create()),
    dispose: async () => {
      if (made === undefined) return;
      const { DATA_DIR } = await made;
      await execute(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await removeFolder(DATA_DIR);
    },
  };
}

/** The URL of this run's PostgreSQL server; undefined when the machine has none. */
export function testPostgresUrl(): string | undefined {
  return process.env[POSTGRES_URL_VARIABLE];
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function dataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'memocha-data-'));
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
