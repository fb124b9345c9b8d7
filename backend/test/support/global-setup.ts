import { makeEmbeddedTemplate } from './embedded-template.ts';
import { startPostgresServer, type PostgresServer } from './postgres-server.ts';

/** Where the suites find the server's URL; jest's workers inherit it. */
export const POSTGRES_URL_VARIABLE = 'MEMOCHA_TEST_POSTGRES_URL';

declare global {
  /** Handed from jest's global setup to its global teardown, which run in one process. */
  var memochaTestPostgres: PostgresServer | undefined;
}

/** One PostgreSQL server and one embedded template for the whole run; the suites get a database each. */
export default async function setup(): Promise<void> {
  await makeEmbeddedTemplate();
  globalThis.memochaTestPostgres = await startPostgresServer();
  if (globalThis.memochaTestPostgres !== undefined) {
    process.env[POSTGRES_URL_VARIABLE] = globalThis.memochaTestPostgres.adminUrl;
  }
}
