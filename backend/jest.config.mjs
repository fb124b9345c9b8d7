/**
 * Unit tests sit beside the code, integration tests under test/. Everything is ESM: the .js of an
 * import is mapped back to its .ts source, and swc adds the decorator metadata Nest needs.
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['<rootDir>/test/support/one-realm.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // Suites start databases and whole servers: seconds on an idle machine, far more on a busy one.
  testTimeout: 120_000,
  // On two cores: suites that wait (a stop, a retry, another process) leave room for a third.
  maxWorkers: 3,
};
