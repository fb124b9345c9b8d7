// npm run check: every check that fails. npm run fix: what can be put right by a program.
import { join } from 'node:path';
import { runInForeground } from './setup/foreground.mjs';
import { environmentFor } from './setup/run.mjs';
import { runMain } from './setup/set-up-error.mjs';
import { setUp } from './setup/set-up.mjs';
import { ROOT } from './setup/workspace.mjs';

await runMain(async () => {
  const node = await setUp({ build: false });
  const script = join(ROOT, 'tools', 'checks', 'main.mjs');
  return runInForeground(node, [script, ...process.argv.slice(2)], environmentFor(node));
});
