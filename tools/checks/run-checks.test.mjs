import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runChecks } from './run-checks.mjs';

/** @param {import('./run-checks.mjs').Check[]} checks */
async function outcome(checks) {
  /** @type {string[]} */
  const lines = [];
  const code = await runChecks(checks, { slots: 2, print: (line) => lines.push(line) });
  return { code, output: lines.join('\n') };
}

const good = { name: 'good', what: 'passes', run: async () => '' };
const bad = { name: 'bad', what: 'fails', run: async () => 'the reason' };

test('all passed is exit code 0', async () => {
  assert.equal((await outcome([good, { ...good, name: 'good too' }])).code, 0);
});

test('one that fails fails all, and says why', async () => {
  const { code, output } = await outcome([bad, good]);
  assert.equal(code, 1);
  assert.match(output, /── bad: fails\nthe reason/);
  assert.match(output, /1 of 2 failed: bad/);
});

test('one that throws has failed', async () => {
  const throwing = { ...good, run: () => Promise.reject(new Error('tool not found')) };
  const { code, output } = await outcome([throwing]);
  assert.equal(code, 1);
  assert.match(output, /tool not found/);
});

test('one that needs another is not run when that one failed', async () => {
  let ran = false;
  const dependent = {
    name: 'later',
    what: 'needs bad',
    after: 'bad',
    run: async () => String((ran = true)),
  };
  assert.equal((await outcome([bad, dependent])).code, 1);
  assert.equal(ran, false);
});
