import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.mjs';
import { assertCanStart, findNode, isAtLeast } from './node-version.mjs';

test('compares versions by number, part by part', () => {
  assert.equal(isAtLeast('v24.15.0', [24, 15, 0]), true);
  assert.equal(isAtLeast('v24.9.0', [24, 15, 0]), false);
  assert.equal(isAtLeast('v26.0.0', [24, 15, 0]), true);
  assert.equal(isAtLeast('v9.99.0', [20, 0, 0]), false);
  assert.equal(isAtLeast('v25.0.0-nightly2026', [24, 15, 0]), true);
});

test('takes the running Node where npm brings none and it is new enough', (t) => {
  const running = { path: '/somewhere/node', version: 'v24.15.0' };
  assert.equal(findNode({ root: temporaryFolder(t), running }), '/somewhere/node');
});

test('says which Node to install where there is none', (t) => {
  const running = { path: '/somewhere/node', version: 'v22.1.0' };
  const root = temporaryFolder(t);
  assert.throws(() => findNode({ root, running }), /Install Node 24/);
});

test('says so when Node is too old to start at all', () => {
  assert.throws(() => assertCanStart('v18.20.0'), /needs Node 20 or newer, and this is v18\.20\.0/);
});
