import {
  pgvectorIsInstalled,
  startPgvectorServer,
} from '../../backend/test/support/pgvector-server.ts';
import {
  type PostgresServer,
  startPostgresServer,
} from '../../backend/test/support/postgres-server.ts';

/** A PostgreSQL of its own, with pgvector where that is installed; undefined where there is none. */
export const startPostgres = (): Promise<PostgresServer | undefined> =>
  pgvectorIsInstalled() ? startPgvectorServer() : startPostgresServer();

/** What it is called in tables: without pgvector nothing is recalled by meaning. */
export const POSTGRES = pgvectorIsInstalled()
  ? 'PostgreSQL with pgvector'
  : 'PostgreSQL without pgvector';
