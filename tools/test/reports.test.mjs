import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countListed, countOutcomes, countPlaywright } from './reports.mjs';

test('Playwright: flaky tests and errors outside of tests are failures', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  assert.deepEqual(countPlaywright({ stats, errors: [{}] }), { passed: 5, failed: 3, skipped: 2 });
});

test('Playwright: lists are counted through nested suites', () => {
  const specs = [{ tests: [{}, {}] }, { tests: [{}] }];
  assert.equal(countListed({ suites: [{ specs, suites: [{ specs }] }] }), 6);
  assert.equal(countListed({}), 0);
});

test('Resilience: what was not measured is skipped', () => {
  const report = [{ holds: true }, { holds: false }, { holds: true }, { what: 'no answer' }];
  assert.deepEqual(countOutcomes(report), { passed: 2, failed: 1, skipped: 1 });
});
