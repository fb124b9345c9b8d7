import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.mjs';

const windows = process.platform === 'win32' && 'Windows has no such signals';
const module = new URL('./foreground.mjs', import.meta.url).href;

/** Says that it runs and what it hears; ends with its input, with a code that counts the signals. */
const LISTENER = `
  let heard = 0;
  process.on('SIGTERM', () => { heard += 1; console.log('heard'); });
  process.stdin.on('end', () => setImmediate(() => process.exit(40 + heard))).resume();
  console.log('up');
`;

/** Ends at the first signal. */
const ENDING = `
  process.on('SIGTERM', () => process.exit(0));
  setInterval(() => {}, 1000);
  console.log('up');
`;

/** @param {string} program */
function scriptFor(program) {
  return `
    import { runInForeground } from ${JSON.stringify(module)};
    process.on('message', (signal) => { process.emit(signal); process.send('handled'); });
    process.channel?.unref();
    process.exitCode = await runInForeground(process.execPath, ['-e', ${JSON.stringify(program)}]);
  `;
}

/** @param {string} program */
function inForeground(program) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', scriptFor(program)], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  assert.ok(child.stdout);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const code = new Promise((resolve) => child.once('close', resolve));
  return { child, lines, code };
}

test('ends with the exit code of the program', async () => {
  assert.equal(await inForeground('process.exit(7)').code, 7);
});

test('ends as a shell would when a signal ended the program', async () => {
  assert.equal(await inForeground('process.kill(process.pid, "SIGKILL")').code, 137);
});

test('passes a signal on, once', { skip: windows }, async () => {
  const { child, lines, code } = inForeground(LISTENER);
  await lines.next();
  child.send('SIGTERM');
  await lines.next();
  child.send('SIGTERM');
  await once(child, 'message');
  child.stdin?.end();
  assert.equal(await code, 41);
});

test('stops the program when only the shell above was killed', { skip: windows }, async (t) => {
  const script = join(temporaryFolder(t, { 'start.mjs': scriptFor(ENDING) }), 'start.mjs');
  // The shell waits, as npm's does, and does not hand its place over.
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${script}"; exit`], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => shell.stdout.once('close', resolve));
  await new Promise((resolve) => createInterface({ input: shell.stdout }).once('line', resolve));
  shell.kill('SIGKILL');
  // Whoever still ran would hold the output open.
  await ended;
});

test('reaches what the program has started, too', { skip: windows }, async () => {
  const below = `setInterval(() => {}, 1000); console.log('up');`;
  const { child, lines, code } = inForeground(`
    require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(below)}], { stdio: 'inherit' });
  `);
  await lines.next();
  child.kill('SIGTERM');
  // Whoever still ran would hold the output open.
  assert.equal((await lines.next()).done, true);
  await code;
});
