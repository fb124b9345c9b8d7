import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeProblems } from './compose.mjs';

const withPorts = (/** @type {string} */ port) =>
  `services:\n  web:\n    image: memocha\n    ports:\n      - ${port}\n`;

test('a file whose services stay on loopback passes', () => {
  assert.deepEqual(composeProblems(withPorts('"127.0.0.1:3000:3000"')), []);
});

test('a port beyond loopback is named', () => {
  assert.match(composeProblems(withPorts('"3000:3000"')).join(), /web publishes "3000:3000"/);
});

test('what is no YAML, names no service or has no image is named', () => {
  assert.equal(composeProblems('services: [').length > 0, true);
  assert.match(composeProblems('volumes: {}').join(), /no services/);
  assert.match(composeProblems('services:\n  web: {}\n').join(), /neither an image nor a build/);
});
