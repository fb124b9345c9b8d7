import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.mjs';
import { checkLicences, isAllowed } from './licences.mjs';

test('reads the expressions that packages use', () => {
  assert.equal(isAllowed('a', 'MIT'), true);
  assert.equal(isAllowed('a', '(MPL-2.0 OR Apache-2.0)'), true);
  assert.equal(isAllowed('a', 'Apache-2.0 AND MIT'), true);
  assert.equal(isAllowed('a', 'MIT AND GPL-3.0-only'), false);
  assert.equal(isAllowed('a', 'GPL-3.0-only'), false);
  assert.equal(isAllowed('a', ''), false);
});

test('an exception holds for its package and licence only', () => {
  assert.equal(isAllowed('axe-core', 'MPL-2.0'), true);
  assert.equal(isAllowed('axe-core', 'GPL-3.0-only'), false);
  assert.equal(isAllowed('other', 'MPL-2.0'), false);
});

test('names the package whose licence is not allowed', async (t) => {
  const packages = {
    '': { license: 'MIT' },
    'node_modules/good': { license: 'ISC' },
    'node_modules/good/node_modules/@a/bad': { license: 'SSPL-1.0' },
    'node_modules/silent': {},
  };
  const root = temporaryFolder(t, { 'package-lock.json': JSON.stringify({ packages }) });
  assert.equal(await checkLicences(root), '@a/bad: SSPL-1.0\nsilent: no licence named');
});
