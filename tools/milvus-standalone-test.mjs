/**
 * Runs the suites of the Milvus adapter against Milvus standalone: `npm run test:milvus-standalone`.
 * Takes some minutes; needs Python 3.10 or newer with venv.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { onlyLoopback } from './python/only-loopback.mjs';
import { ROOT } from './setup/workspace.mjs';

const install = [join(ROOT, 'tools', 'milvus-server.mjs'), 'standalone', '--install'];
const installed = spawnSync(process.execPath, install, { stdio: 'inherit' });
if (installed.status !== 0) process.exit(installed.status ?? 1);

const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const suites = process.argv.slice(2);
const [command = '', ...args] = onlyLoopback([
  process.execPath,
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  jest,
  // Milvus inside keeps to fixed ports: one at a time.
  '--runInBand',
  ...(suites.length > 0 ? suites : ['src/vectors/milvus']),
]);
const { status } = spawnSync(command, args, {
  cwd: join(ROOT, 'backend'),
  env: { ...process.env, CI: 'true', TEST_MILVUS: 'standalone' },
  stdio: 'inherit',
});
process.exit(status ?? 1);
