import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { environmentSchema } from '../checks/environment-schema.mjs';
import { ROOT } from '../setup/workspace.mjs';

/** @param {string} path */
const read = (path) => readFileSync(join(ROOT, path), 'utf8');

/** @returns {Promise<string[]>} the names of all variables that the product knows */
async function known() {
  return Object.keys((await environmentSchema()).shape);
}

/** What the image sets itself. @returns {string[]} */
function setByImage() {
  const [, block = ''] = /^ENV ((?:.*\\\n)*.*)$/m.exec(read('docker/Dockerfile')) ?? [];
  return [...block.matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name);
}

/** @type {Record<string, string>} */
const composed = parse(read('docker-compose.yml')).services.memocha.environment;

test('every variable of the product reaches the container', async () => {
  const set = new Set([...setByImage(), ...Object.keys(composed)]);
  const missing = (await known()).filter((name) => !set.has(name));
  assert.deepEqual(missing, []);
});

test('the container is given no variable that the product does not know', async () => {
  const names = new Set(await known());
  assert.deepEqual(
    Object.keys(composed).filter((name) => !names.has(name)),
    [],
  );
});

test('a variable from .env keeps its name and has no second default', () => {
  const passedOn = Object.entries(composed).filter(([, value]) => /^\$\{[^}]*\}$/.test(value));
  assert.notEqual(passedOn.length, 0);
  for (const [name, value] of passedOn) assert.equal(value, `\${${name}:-}`);
});
