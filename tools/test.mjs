// npm test: sets up, builds, runs the suites and adds up what their reports say.
import { join } from 'node:path';
import { runInForeground } from './setup/foreground.mjs';
import { environmentFor } from './setup/run.mjs';
import { runMain } from './setup/set-up-error.mjs';
import { setUp } from './setup/set-up.mjs';
import { ROOT } from './setup/workspace.mjs';

await runMain(async () => {
  const node = await setUp({ build: true });
  const script = join(ROOT, 'tools', 'test', 'main.mjs');
  return runInForeground(node, [script, ...process.argv.slice(2)], environmentFor(node));
});
