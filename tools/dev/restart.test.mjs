import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.mjs';
import { launchWithRestarts } from './restart.mjs';

const STAYS = 'setInterval(() => {}, 1000);';
const LEAVES_SLOWLY = `
  process.on('SIGTERM', () => setTimeout(() => {
    console.log('first is gone');
    process.exit();
  }, 300));
`;
const windows = process.platform === 'win32' && 'Windows has no such signals';

test(
  'starts when the old one is gone, and comes back after it has ended by itself',
  { skip: windows },
  async (t) => {
    const folder = temporaryFolder(t, {
      'main.mjs': `console.log('first'); ${LEAVES_SLOWLY} ${STAYS}`,
    });
    const main = join(folder, 'main.mjs');
    /** What each line is answered with. @type {Record<string, () => unknown>} */
    const answers = {
      first: () => writeFileSync(main, `console.log('second, which ends');`),
      'It has ended; the next change starts it anew.': () =>
        writeFileSync(main, `console.log('third'); ${STAYS}`),
      third: () => running.stop(),
    };
    /** @type {string[]} */
    const lines = [];
    const program = { name: 'a', file: process.execPath, args: [main], cwd: folder };
    const running = launchWithRestarts({ ...program, restartOn: folder }, (line) => {
      lines.push(line);
      answers[line]?.();
    });
    await running.ended;
    assert.deepEqual(lines, [
      'first',
      'Something has changed: starting anew.',
      'first is gone',
      'second, which ends',
      'It has ended; the next change starts it anew.',
      'Something has changed: starting anew.',
      'third',
    ]);
  },
);
