import base from './jest.config.mjs';

// Read by the suites' support, in this process and in jest's workers. CI: without the server they fail.
process.env['TEST_MILVUS'] = 'standalone';
process.env['CI'] = 'true';

/**
 * The suites of the Milvus adapter against Milvus standalone, which takes minutes and keeps to fixed
 * ports: `npm run test:milvus-standalone`.
 * @type {import('jest').Config}
 */
export default {
  ...base,
  testMatch: ['**/src/vectors/milvus/*.spec.ts', '**/test/integration/milvus.spec.ts'],
  maxWorkers: 1,
};
