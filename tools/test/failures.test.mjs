import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeFailures, playwrightFailures } from './failures.mjs';

test('Playwright: failed and flaky tests of nested suites, without colours, and errors outside', () => {
  const spec = (/** @type {string} */ title, /** @type {string} */ status) => ({
    title,
    file: 'x.spec.ts',
    tests: [
      {
        projectName: 'embedded',
        status,
        results: [{ error: { message: '\u001b[31mgone\u001b[39m\nmore' } }],
      },
    ],
  });
  const failures = playwrightFailures({
    suites: [
      { specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'unexpected')] }] },
      { specs: [spec('c', 'flaky')] },
    ],
    errors: [{ message: 'no server' }],
  });
  assert.deepEqual(failures, [
    '[embedded] x.spec.ts: b: gone',
    '[embedded] x.spec.ts: c: gone',
    'outside of tests: no server',
  ]);
});

test('Resilience: what does not hold, with what was measured', () => {
  const report = [
    { what: 'kills', holds: true, measured: '0 lost' },
    { what: 'soak', holds: false, measured: '9 MB/min' },
    { what: 'milvus', measured: 'not there' },
  ];
  assert.deepEqual(outcomeFailures(report), ['soak: 9 MB/min']);
});
