import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { findBrowser } from './browser.mjs';

const only = (/** @type {string} */ path) => (/** @type {string} */ asked) => asked === path;

test('CHROME_PATH comes first, and a wrong one is not replaced by another browser', () => {
  const env = { CHROME_PATH: '/my/chrome', PATH: '/usr/bin' };
  assert.equal(findBrowser({ env, exists: only('/my/chrome') }), '/my/chrome');
  assert.equal(findBrowser({ env, exists: only(join('/usr/bin', 'chromium')) }), undefined);
});

test('looks on PATH and where installers put a browser', () => {
  const chromium = join('/usr/bin', 'chromium');
  assert.equal(findBrowser({ env: { PATH: '/usr/bin' }, exists: only(chromium) }), chromium);
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  assert.equal(findBrowser({ env: {}, platform: 'darwin', exists: only(mac) }), mac);
  const windows = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
  const env = { ProgramFiles: 'C:\\Program Files' };
  assert.equal(findBrowser({ env, platform: 'win32', exists: only(windows) }), windows);
});

test('finds none where there is none', () => {
  assert.equal(findBrowser({ env: { PATH: '/usr/bin' }, exists: () => false }), undefined);
});
