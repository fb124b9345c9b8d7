import type { DatabaseSettings } from '../../src/config/index.js';
import { ManagedDataSource } from '../../src/database/index.js';
import type { TestDatabase } from './test-database.js';

type Entities = Parameters<typeof ManagedDataSource.open>[1];

/** How a database is used, wherever it is. */
export const ANY_DATABASE = {
  url: undefined,
  folder: '',
  poolSize: 5,
  statementMs: 5_000,
  keepsPlans: true,
} satisfies DatabaseSettings;

/** How the product would open a suite's own database. @param other what is not as by default. */
export async function settingsOf(
  database: TestDatabase,
  other: Partial<DatabaseSettings> = {},
): Promise<DatabaseSettings> {
  const { DATABASE_URL: url, DATA_DIR: folder } = await database.settings();
  return { ...ANY_DATABASE, url, folder, ...other };
}

/** Opens a suite's own database and brings its schema up to date. */
export const openDatabase = async (
  database: TestDatabase,
  other?: Partial<DatabaseSettings>,
  entities: Entities = [],
): Promise<ManagedDataSource> =>
  ManagedDataSource.open(await settingsOf(database, other), entities);
