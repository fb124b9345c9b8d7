// npm start: sets up what is missing and runs the built product.
import { join } from 'node:path';
import { runInForeground } from './setup/foreground.mjs';
import { runMain } from './setup/set-up-error.mjs';
import { setUp } from './setup/set-up.mjs';
import { CACHE, ROOT } from './setup/workspace.mjs';

await runMain(async () => {
  const node = await setUp({ build: true });
  const compileCache = process.env['NODE_COMPILE_CACHE'] ?? join(CACHE, 'compile');
  return runInForeground(
    node,
    ['--enable-source-maps', join(ROOT, 'backend', 'dist', 'main.js'), ...process.argv.slice(2)],
    { ...process.env, NODE_COMPILE_CACHE: compileCache },
  );
});
