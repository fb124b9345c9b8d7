// npm run dev: server and page, both rebuilt and reloaded as their sources change.
import { join } from 'node:path';
import { runTogether } from './dev/run-together.mjs';
import { forgetBuild } from './setup/build.mjs';
import { environmentFor } from './setup/run.mjs';
import { runMain } from './setup/set-up-error.mjs';
import { setUp } from './setup/set-up.mjs';
import { ROOT } from './setup/workspace.mjs';

await runMain(async () => {
  const node = await setUp({ build: true });
  // From here on the compiler writes into the output folder, past the build's own stamp.
  forgetBuild();
  const installed = (/** @type {string[]} */ ...parts) => join(ROOT, 'node_modules', ...parts);
  const port = process.env['PORT'] ?? '3000';
  const env = {
    MEMOCHA_API: `http://127.0.0.1:${port}`,
    ...environmentFor(node),
    FORCE_COLOR: '1',
  };
  console.log('The page with reload is on http://127.0.0.1:4200 as soon as it is built.');
  return runTogether([
    {
      name: 'compile',
      file: node,
      args: [
        installed('typescript', 'bin', 'tsc'),
        '-p',
        'tsconfig.build.json',
        '--watch',
        '--preserveWatchOutput',
      ],
      cwd: join(ROOT, 'backend'),
      env,
    },
    {
      name: 'server',
      file: node,
      args: [
        '--watch',
        '--watch-preserve-output',
        '--enable-source-maps',
        join('backend', 'dist', 'main.js'),
      ],
      cwd: ROOT,
      env,
    },
    {
      name: 'page',
      file: node,
      args: [installed('@angular', 'cli', 'bin', 'ng.js'), 'serve'],
      cwd: join(ROOT, 'frontend'),
      env,
    },
  ]);
});
