import { Product, type ProductEnvironment } from '../../../backend/test/support/product.ts';
import {
  embeddedDatabase,
  postgresDatabase,
  type DatabaseSettings,
} from '../../../backend/test/support/test-database.ts';
import { POSTGRES, startPostgres } from '../postgres.ts';
import type { Names, Outcome } from './outcome.ts';

/** `embedded` or `server`: measured on that one only. */
const ONLY = process.env['ON'];
const [isOnEmbedded, isOnServer] = [ONLY !== 'server', ONLY !== 'embedded'];

/** Runs something on a fresh embedded database. */
export async function onEmbedded<T>(run: (settings: DatabaseSettings) => Promise<T>): Promise<T> {
  const database = embeddedDatabase();
  try {
    return await run(await database.settings());
  } finally {
    await database.dispose();
  }
}

/**
 * Measures something that prints its own tables, through the product on a fresh database of each kind
 * that can be had.
 */
export async function measureOnEach(
  environment: ProductEnvironment,
  measure: (on: string, product: Product) => Promise<void>,
): Promise<void> {
  const through = async (on: string, settings: DatabaseSettings): Promise<void> => {
    const product = await Product.start({ ...environment, ...settings });
    try {
      await measure(on, product);
    } finally {
      await product.stop();
    }
  };
  if (isOnEmbedded) await onEmbedded((settings) => through('embedded database', settings));
  if (isOnServer) await onServer((settings) => through(POSTGRES, settings));
}

/** A trial on one database, whose name comes along. */
export type Part = (on: string, settings: DatabaseSettings) => Promise<Outcome[]>;

/**
 * Runs a part of the table on a fresh database of each kind.
 * @param names what it measures on a database of that name.
 */
export async function onEach(
  names: (on: string) => readonly Names[],
  run: Part,
): Promise<Outcome[]> {
  const server = 'PostgreSQL';
  const outcomes = isOnEmbedded
    ? await onEmbedded((settings) => run('embedded database', settings))
    : [];
  if (!isOnServer) return outcomes;
  const missing = { measured: 'no PostgreSQL is installed', holds: undefined };
  const onIt = await onServer((settings) => run(server, settings));
  return [...outcomes, ...(onIt ?? names(server).map((row) => ({ ...row, ...missing })))];
}

/**
 * Runs something on a fresh database of a PostgreSQL server, with pgvector where it is installed;
 * undefined where there is none.
 */
export async function onServer<T>(
  run: (settings: DatabaseSettings) => Promise<T>,
): Promise<T | undefined> {
  const server = await startPostgres();
  if (!server) return undefined;
  const database = postgresDatabase(server.adminUrl);
  try {
    return await run(await database.settings());
  } finally {
    await database.dispose();
    await server.stop();
  }
}
