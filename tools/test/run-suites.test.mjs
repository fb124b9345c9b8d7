import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSuites } from './run-suites.mjs';

const counts = (/** @type {number} */ passed, failed = 0, skipped = 0) => ({
  passed,
  failed,
  skipped,
});

/** @param {unknown} report @param {number} code @returns {import('./run-suites.mjs').Suite} */
function aSuite(report, code = 0) {
  const count = (/** @type {unknown} */ read) => /** @type {ReturnType<typeof counts>} */ (read);
  return { name: 'a', run: async () => ({ code, report }), count };
}

const aSuiteWithoutBrowser = {
  ...aSuite(undefined),
  missing: async () => ({ why: 'No Chrome or Chromium was found', tests: 12 }),
};

/** @param {import('./run-suites.mjs').Suite[]} suites */
async function outcome(suites, ci = false) {
  /** @type {string[]} */
  const lines = [];
  const code = await runSuites(suites, { ci, print: (line) => lines.push(line) });
  return { code, last: lines.at(-1), all: lines.join('\n') };
}

test('the last line is the sum, and success is exit code 0', async () => {
  const { code, last } = await outcome([aSuite(counts(3)), aSuite(counts(4))]);
  assert.deepEqual({ code, last }, { code: 0, last: '7 passed, 0 failed' });
});

test('a failed test fails the run', async () => {
  const { code, last } = await outcome([aSuite(counts(3, 1), 1)]);
  assert.deepEqual({ code, last }, { code: 1, last: '3 passed, 1 failed' });
});

test('what failed is named at the end, where it is found', async () => {
  const failures = () => ['x falls: why'];
  const { all, last } = await outcome([
    { ...aSuite(counts(3, 1), 1), failures },
    aSuite(counts(4)),
  ]);
  assert.match(all, /^✘ a: x falls: why$/m);
  assert.equal(last, '7 passed, 1 failed');
});

test('a suite that crashes after its tests passed is a failure', async () => {
  const { code, last } = await outcome([aSuite(counts(3), 134)]);
  assert.deepEqual({ code, last }, { code: 1, last: '3 passed, 1 failed' });
});

test('a suite without a report, or with one of another shape, is a failure', async () => {
  const { code, last, all } = await outcome([aSuite(undefined), aSuite({ passed: 'many' })]);
  assert.deepEqual({ code, last }, { code: 1, last: '0 passed, 2 failed' });
  assert.match(all, /ended without a report/);
});

test('a run in which nothing ran is no success', async () => {
  assert.equal((await outcome([aSuite(counts(0))])).code, 1);
});

test('what is skipped is counted, and under CI fails the run', async () => {
  const skipping = [aSuite(counts(3, 0, 2))];
  assert.equal((await outcome(skipping)).code, 0);
  const { code, last, all } = await outcome(skipping, true);
  assert.deepEqual({ code, last }, { code: 1, last: '3 passed, 0 failed, 2 skipped' });
  assert.match(all, /nothing may be skipped/);
});

test('without a browser its tests are skipped, and under CI they fail', async () => {
  const suites = [aSuite(counts(3)), aSuiteWithoutBrowser];
  const here = await outcome(suites);
  assert.deepEqual([here.code, here.last], [0, '3 passed, 0 failed, 12 skipped']);
  assert.match(here.all, /No Chrome or Chromium was found/);
  const ci = await outcome(suites, true);
  assert.deepEqual([ci.code, ci.last], [1, '3 passed, 12 failed']);
});
