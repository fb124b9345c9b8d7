import { makeEmbeddedTemplate, removeEmbeddedTemplate } from './embedded-template.ts';
import { startPostgresServer } from './postgres-server.ts';

/** Where the suites find the server's URL; the workers inherit it. */
export const POSTGRES_URL_VARIABLE = 'MEMOCHA_TEST_POSTGRES_URL';

/**
 * One PostgreSQL server and one embedded template for the whole run; the suites get a database each.
 * @returns what ends the server and removes the template.
 */
export default async function setup(): Promise<() => Promise<void>> {
  await makeEmbeddedTemplate();
  const postgres = await startPostgresServer();
  if (postgres !== undefined) process.env[POSTGRES_URL_VARIABLE] = postgres.adminUrl;
  return async () => {
    await removeEmbeddedTemplate();
    await postgres?.stop();
  };
}
