import { defineConfig } from 'vitest/config';

/**
 * Unit tests sit beside the code, integration tests under test/. The suites that a worker runs share
 * its modules: loading Nest, TypeORM and the rest anew for each file would take longer than the tests.
 */
export default defineConfig({
  test: {
    include: ['{src,test}/**/*.spec.ts'],
    globals: true,
    globalSetup: 'test/support/global-setup.ts',
    isolate: false,
    pool: 'forks',
    // On two cores: suites that wait (a stop, a retry, another process) leave room for a third.
    maxWorkers: 3,
    // Suites start databases and whole servers: seconds on an idle machine, far more on a busy one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    // A suite's own hooks come before those that dispose of its database.
    sequence: { hooks: 'list' },
  },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
});
