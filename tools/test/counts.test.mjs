import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastLine, sum } from './counts.mjs';

test('adds up the reports', () => {
  const total = sum([
    { passed: 3, failed: 0, skipped: 1 },
    { passed: 4, failed: 2, skipped: 0 },
  ]);
  assert.deepEqual(total, { passed: 7, failed: 2, skipped: 1 });
});

test('the last line names skipped tests only when there are any', () => {
  assert.equal(lastLine({ passed: 7, failed: 0, skipped: 0 }), '7 passed, 0 failed');
  assert.equal(lastLine({ passed: 7, failed: 2, skipped: 1 }), '7 passed, 2 failed, 1 skipped');
});
