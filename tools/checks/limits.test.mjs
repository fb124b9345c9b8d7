import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultsOf, limitFaults } from './limits.mjs';

const schema = {
  shape: {
    PORT: { def: { defaultValue: 3000 } },
    HOST: { def: { defaultValue: '127.0.0.1' } },
    MODEL_SECONDS: { def: { defaultValue: 15 } },
    MESSAGE_CHARS: { def: { defaultValue: 20_000 } },
  },
};
const page = (seconds = '15 s, then 3 more', rest = '') =>
  `| limit | value | set by |
| --- | --- | --- |
| silence | ${seconds} | \`MODEL_SECONDS\` |
| message | 20,000 characters | \`MESSAGE_CHARS\` |
| window | 1 s | constant |
${rest}`;
const faults = (/** @type {string} */ text) => limitFaults(text, defaultsOf(schema));

test('a page with each limit and its default has no faults', () => {
  assert.deepEqual(faults(page()), []);
});

test('a limit that the page lacks is a fault', () => {
  assert.match(faults(page().replace('MESSAGE_CHARS', 'HOST')).join(), /MESSAGE_CHARS is missing/);
});

test('a default that differs is a fault', () => {
  assert.deepEqual(faults(page('30 s')), ['MODEL_SECONDS is 15, and the page says "30 s".']);
});

test('a variable that there is not is a fault', () => {
  const text = page('15 s', '| old | 5 s | `OLD_SECONDS` |');
  assert.deepEqual(faults(text), ['OLD_SECONDS is no variable of the configuration.']);
});
