import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programs } from './programs.mjs';

test('the page knows where the API is and keeps a port of its own', (t) => {
  const { PORT: before } = process.env;
  t.after(() => {
    if (before === undefined) delete process.env['PORT'];
    else process.env['PORT'] = before;
  });
  process.env['PORT'] = '3999';
  const page = programs(process.execPath).find(({ name }) => name === 'page');
  assert.equal(page?.env?.['MEMOCHA_API'], 'http://127.0.0.1:3999');
  assert.equal(page.env['PORT'], undefined);
});
