import assert from 'node:assert/strict';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.mjs';
import { folderVersions } from './folder-versions.mjs';

/**
 * Takes a step before each look.
 * @param {string} folder
 * @param {(() => void)[]} steps
 * @returns {Promise<number[]>} numbers, from 1, of the steps after which a version came
 */
async function versionsOver(folder, steps) {
  let taken = 0;
  const pause = async () => {
    steps[taken]?.();
    return taken++ < steps.length;
  };
  const seenAt = [];
  for await (const version of folderVersions(folder, pause)) seenAt[version - 1] = taken;
  return seenAt;
}

const rest = () => {};

test('a change counts once it has come to rest', async (t) => {
  const folder = temporaryFolder(t, { 'main.js': '1' });
  const write = (/** @type {string} */ text) => () => writeFileSync(join(folder, 'main.js'), text);
  const steps = [rest, rest, write('two'), write('three'), rest, rest];
  assert.deepEqual(await versionsOver(folder, steps), [2, 5]);
});

test('what is written anew as it was is no change', async (t) => {
  const folder = temporaryFolder(t, { 'main.js': '1' });
  const touch = () => utimesSync(join(folder, 'main.js'), 1, 1);
  assert.deepEqual(await versionsOver(folder, [rest, rest, touch, rest, rest]), [2]);
});

test('a folder may come late, go and come back', async (t) => {
  const folder = join(temporaryFolder(t), 'dist');
  const make = (/** @type {string} */ text) => () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'main.js'), text);
  };
  const remove = () => rmSync(folder, { recursive: true });
  const steps = [rest, rest, make('1'), rest, remove, rest, make('22'), rest];
  assert.deepEqual(await versionsOver(folder, steps), [4, 8]);
});
