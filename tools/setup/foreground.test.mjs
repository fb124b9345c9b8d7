import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

const module = new URL('./foreground.mjs', import.meta.url).href;

/** Says that it runs, then every signal that it hears; ends at a line's end of its input. */
const LISTENER = `
  let heard = 0;
  process.on('SIGTERM', () => { heard += 1; setImmediate(() => process.exit(40 + heard)); });
  setInterval(() => {}, 1000);
  console.log('up');
`;

/** @param {string} program */
function inForeground(program) {
  const script = `
    import { runInForeground } from ${JSON.stringify(module)};
    process.exitCode = await runInForeground(process.execPath, ['-e', ${JSON.stringify(program)}]);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const up = new Promise((resolve) =>
    createInterface({ input: child.stdout }).once('line', resolve),
  );
  const code = new Promise((resolve) => child.once('close', resolve));
  return { child, up, code };
}

test('ends with the exit code of the program', async () => {
  assert.equal(await inForeground('process.exit(7)').code, 7);
});

test('ends as a shell would when a signal ended the program', async () => {
  assert.equal(await inForeground('process.kill(process.pid, "SIGKILL")').code, 137);
});

test(
  'passes a signal on, once',
  { skip: process.platform === 'win32' && 'Windows knows no SIGTERM' },
  async () => {
    const { child, up, code } = inForeground(LISTENER);
    await up;
    child.kill('SIGTERM');
    child.kill('SIGTERM');
    assert.equal(await code, 41);
  },
);
