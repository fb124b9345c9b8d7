import { mergeConfig } from 'vitest/config';
import base from './vitest.config.mjs';

/**
 * The suites of the Milvus adapter against Milvus standalone, which takes minutes and keeps to fixed
 * ports: `npm run test:milvus-standalone`. Under CI=true they fail without the server.
 */
export default mergeConfig(base, {
  test: { env: { TEST_MILVUS: 'standalone', CI: 'true' }, maxWorkers: 1 },
});
