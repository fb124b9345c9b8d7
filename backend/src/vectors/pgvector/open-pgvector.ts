import type { DataSource } from 'typeorm';
import { NoVectorStore } from '../no-vector-store.js';
import type { VectorStore } from '../vector-store.js';
import { PgVectorStore } from './pg-vector-store.js';

/** The first version that goes on searching until enough rows have passed the filter. */
const OLDEST = [0, 8] as const;

const BY_WORDS = 'recall is by words, until MILVUS_ADDRESS is set or the database has pgvector 0.8';

/**
 * The vector store in the database, where it has the extension or lets it be made; else one that says
 * why there is none.
 */
export async function openPgVector(
  database: DataSource,
  isEmbedded: boolean,
): Promise<VectorStore> {
  const missing = await makeExtension(database);
  if (missing !== undefined) return new NoVectorStore(`${missing}; ${BY_WORDS}`);
  const version = await installedVersion(database);
  if (version === undefined) return new NoVectorStore(`the database has no pgvector; ${BY_WORDS}`);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === OLDEST[0] && minor < OLDEST[1])
    return new NoVectorStore(
      `pgvector ${version} of this database is too old: install a newer one on its server, then run ` +
        `ALTER EXTENSION vector UPDATE; ${BY_WORDS}`,
    );
  return new PgVectorStore(database, version, isEmbedded);
}

/** @returns what keeps the extension from being made; undefined when it is there. */
async function makeExtension(database: DataSource): Promise<string | undefined> {
  const [extension] = await database.query<{ installed: string | null }[]>(
    "SELECT installed_version AS installed FROM pg_available_extensions WHERE name = 'vector'",
  );
  if (!extension)
    return 'the database server has no pgvector: install it there (such as postgresql-17-pgvector)';
  if (extension.installed !== null) return undefined;
  try {
    await database.query('CREATE EXTENSION IF NOT EXISTS vector');
    return undefined;
  } catch {
    // Another process may have made it meanwhile; the version tells. Else it is a matter of rights.
    return (await installedVersion(database)) === undefined
      ? "this user may not make the extension pgvector: let the database's administrator run CREATE EXTENSION vector"
      : undefined;
  }
}

async function installedVersion(database: DataSource): Promise<string | undefined> {
  const [row] = await database.query<{ version: string }[]>(
    "SELECT extversion AS version FROM pg_extension WHERE extname = 'vector'",
  );
  return row?.version;
}
