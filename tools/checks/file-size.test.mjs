import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.mjs';
import { checkFileSizes, median } from './file-size.mjs';

const lines = (/** @type {number} */ count) => 'x\n'.repeat(count);

test('300 lines pass and 301 do not', async (t) => {
  const small = { 'a.ts': lines(1), 'b.ts': lines(1), 'c.ts': lines(1) };
  assert.equal(await checkFileSizes(temporaryFolder(t, { ...small, 'long.ts': lines(300) })), '');
  const output = await checkFileSizes(temporaryFolder(t, { ...small, 'long.html': lines(301) }));
  assert.equal(output, 'long.html has 301 lines; 300 are the limit.');
});

test('a median over 60 lines fails', async (t) => {
  const output = await checkFileSizes(temporaryFolder(t, { 'a.ts': lines(61), 'b.ts': lines(61) }));
  assert.match(output, /median file has 61 lines/);
});

test('what is generated or installed does not count', async (t) => {
  const files = {
    'frontend/src/app/api/schema.ts': lines(900),
    'node_modules/a/index.js': lines(900),
    'backend/dist/main.js': lines(900),
  };
  assert.equal(await checkFileSizes(temporaryFolder(t, files)), '');
});

test('the median is the lower middle', () => {
  assert.equal(median([5, 1, 9]), 5);
  assert.equal(median([]), 0);
});
