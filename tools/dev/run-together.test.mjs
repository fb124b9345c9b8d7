import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTogether } from './run-together.mjs';

const script = (/** @type {string} */ name, /** @type {string} */ code) => ({
  name,
  file: process.execPath,
  args: ['-e', code],
  cwd: process.cwd(),
});

test('prefixes the lines, and ends the others when one ends', async () => {
  /** @type {string[]} */
  const lines = [];
  const programs = [
    script('long', 'setInterval(() => {}, 1000)'),
    script('short', 'console.log("hello")'),
  ];
  assert.equal(await runTogether(programs, (line) => lines.push(line)), 1);
  assert.deepEqual(lines, ['short │ hello', 'short has ended, so the others are stopped.']);
});
