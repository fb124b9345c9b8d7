import { join } from 'node:path';
import { environmentFor } from '../setup/run.mjs';
import { ROOT } from '../setup/workspace.mjs';

/**
 * What runs while one develops. The programs are started by their scripts, so that a signal reaches
 * them and not an npm in between.
 * @param {string} node
 * @param {string} root the folder that holds the root package.json
 * @returns {import('./launch.mjs').Program[]} `compile`, `server` and `page`
 */
export function programs(node, root = ROOT) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...environmentFor(node), FORCE_COLOR: '1' };
  // Angular would listen on the server's port; what it needs is where the API is.
  const { PORT: port = '3000', ...others } = env;
  const pageEnv = { MEMOCHA_API: `http://127.0.0.1:${port}`, ...others };
  // Answers that run are not worth the wait when the code has changed.
  const serverEnv = { DRAIN_SECONDS: '1', ...env };
  const modules = join(root, 'node_modules');
  const backend = join(root, 'backend');
  const dist = join(backend, 'dist');
  const tsc = join(modules, 'typescript', 'bin', 'tsc');
  const compile = [tsc, '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'];
  const serve = ['--enable-source-maps', join(dist, 'main.js')];
  const ng = join(modules, '@angular', 'cli', 'bin', 'ng.js');
  return [
    { name: 'compile', file: node, args: compile, cwd: backend, env },
    { name: 'server', file: node, args: serve, cwd: root, env: serverEnv, restartOn: dist },
    { name: 'page', file: node, args: [ng, 'serve'], cwd: join(root, 'frontend'), env: pageEnv },
  ];
}
