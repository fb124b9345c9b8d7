import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeFailures, playwrightFailures, vitestFailures } from './failures.mjs';

test('Vitest: failed tests, and files that could not be loaded, with the first line of why', () => {
  const failures = vitestFailures({
    testResults: [
      { status: 'passed', name: 'a.spec.ts', assertionResults: [{ status: 'passed' }] },
      {
        status: 'failed',
        name: 'b.spec.ts',
        assertionResults: [
          { status: 'passed', fullName: 'b stands' },
          { status: 'failed', fullName: 'b falls', failureMessages: ['Error: why\n  at b:1'] },
        ],
      },
      { status: 'failed', name: 'c.spec.ts', message: 'No such module', assertionResults: [] },
    ],
  });
  assert.deepEqual(failures, ['b falls: Error: why', 'c.spec.ts: No such module']);
});

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
