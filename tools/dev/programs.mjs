import { join } from 'node:path';
import { environmentFor } from '../setup/run.mjs';
import { ROOT } from '../setup/workspace.mjs';

/**
 * What runs while one develops. The programs are started by their scripts, so that a signal reaches
 * them and not an npm in between.
 * @param {string} node
 * @returns {import('./run-together.mjs').Program[]}
 */
export function programs(node) {
  const port = process.env['PORT'] ?? '3000';
  // Where the page's dev server finds the API.
  const env = {
    MEMOCHA_API: `http://127.0.0.1:${port}`,
    ...environmentFor(node),
    FORCE_COLOR: '1',
  };
  const modules = join(ROOT, 'node_modules');
  const backend = join(ROOT, 'backend');
  const compile = ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'];
  const serve = ['--watch', '--watch-preserve-output', '--enable-source-maps'];
  const main = join('backend', 'dist', 'main.js');
  const tsc = join(modules, 'typescript', 'bin', 'tsc');
  const ng = join(modules, '@angular', 'cli', 'bin', 'ng.js');
  return [
    { name: 'compile', file: node, args: [tsc, ...compile], cwd: backend, env },
    { name: 'server', file: node, args: [...serve, main], cwd: ROOT, env },
    { name: 'page', file: node, args: [ng, 'serve'], cwd: join(ROOT, 'frontend'), env },
  ];
}
