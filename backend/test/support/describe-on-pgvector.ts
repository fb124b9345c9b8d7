import { pgvectorIsInstalled } from './pgvector-server.ts';

/**
 * Runs a suite where a PostgreSQL server with pgvector is installed. Where none is its tests count as
 * skipped, except under `CI=true`, where that is a failure: a pipeline must not go green by testing less.
 */
export function describeOnPgvector(name: string, suite: () => void): void {
  const title = `${name} (PostgreSQL with pgvector)`;
  if (pgvectorIsInstalled() || process.env['CI'] === 'true') describe(title, suite);
  else describe.skip(title, suite);
}
