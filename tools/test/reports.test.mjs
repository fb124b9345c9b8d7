import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countListed,
  countNodeTest,
  countOutcomes,
  countPlaywright,
  countVitest,
} from './reports.mjs';

test('Vitest: a file that could not be loaded is a failure', () => {
  const counts = countVitest({
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  });
  assert.deepEqual(counts, { passed: 5, failed: 2, skipped: 3 });
});

test('Playwright: flaky tests and errors outside of tests are failures', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  assert.deepEqual(countPlaywright({ stats, errors: [{}] }), { passed: 5, failed: 3, skipped: 2 });
});

test('Playwright: lists are counted through nested suites', () => {
  const specs = [{ tests: [{}, {}] }, { tests: [{}] }];
  assert.equal(countListed({ suites: [{ specs, suites: [{ specs }] }] }), 6);
  assert.equal(countListed({}), 0);
});

test('node:test: a cancelled test is a failure', () => {
  const report = { passed: 5, failed: 1, cancelled: 1, skipped: 1, todo: 1 };
  assert.deepEqual(countNodeTest(report), { passed: 5, failed: 2, skipped: 2 });
});

test('Resilience: what was not measured is skipped', () => {
  const report = [{ holds: true }, { holds: false }, { holds: true }, { what: 'no answer' }];
  assert.deepEqual(countOutcomes(report), { passed: 2, failed: 1, skipped: 1 });
});
