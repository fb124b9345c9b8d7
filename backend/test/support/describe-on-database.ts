import {
  embeddedDatabase,
  postgresDatabase,
  testPostgresUrl,
  type TestDatabase,
} from './test-database.ts';

/** A suite's body; `database` is fresh, and disposed of after the last test. */
export type DatabaseSuite = (database: TestDatabase) => void;

/** Runs a suite on the embedded database. */
export function describeOnEmbedded(name: string, suite: DatabaseSuite): void {
  describe(`${name} (embedded)`, () => withDatabase(embeddedDatabase(), suite));
}

/**
 * Runs a suite on a real PostgreSQL. Where none is installed its tests count as skipped, except
 * under `CI=true`, where that is a failure: a pipeline must not go green by testing less.
 */
export function describeOnPostgres(name: string, suite: DatabaseSuite): void {
  const title = `${name} (postgres)`;
  const url = testPostgresUrl();
  if (url !== undefined) {
    describe(title, () => withDatabase(postgresDatabase(url), suite));
  } else if (process.env['CI'] === 'true') {
    it(title, () => {
      throw new Error('No PostgreSQL: install it (initdb, postgres) or set TEST_DATABASE_URL');
    });
  } else {
    describe.skip(title, () => suite(postgresDatabase('postgres://nowhere.invalid')));
  }
}

/** Runs one suite on both databases: what holds on one must hold on the other. */
export function describeOnEachDatabase(name: string, suite: DatabaseSuite): void {
  describeOnEmbedded(name, suite);
  describeOnPostgres(name, suite);
}

function withDatabase(database: TestDatabase, suite: DatabaseSuite): void {
  suite(database);
  // Last, because hooks run in order: the suite closes its connections first.
  afterAll(() => database.dispose());
}
