import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInstalled } from './dependencies.mjs';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/nx': { version: '23.2.1', integrity: 'sha512-a' },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
};

test('packages for other platforms need not be there', () => {
  const present = { 'node_modules/nx': { version: '23.2.1', integrity: 'sha512-a' } };
  assert.equal(isInstalled(wanted, present), true);
});

test('a package that is missing or of another version is noticed', () => {
  assert.equal(isInstalled(wanted, {}), false);
  const old = { 'node_modules/nx': { version: '22.0.0', integrity: 'sha512-b' } };
  assert.equal(isInstalled(wanted, old), false);
});
