import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { run } from '../setup/run.mjs';
import { ROOT } from '../setup/workspace.mjs';
import { temporaryFolder } from '../testing/temporary-folder.mjs';

const reporter = (/** @type {string} */ runner) =>
  join(ROOT, 'tools', 'test', `${runner}-reporter.mjs`);

/** @param {string} file */
const report = (file) => JSON.parse(readFileSync(file, 'utf8'));

test('Vitest: tests, hooks, files that cannot be loaded, processes that die, errors nobody handled', async (t) => {
  const folder = temporaryFolder(t, {
    'good.spec.mjs': `test('stands', () => {}); test.skip('rests', () => {}); test.todo('waits');`,
    'bad.spec.mjs': `test('falls', () => { throw new Error('why\\nmore'); });`,
    'hook.spec.mjs': `describe('a group', () => {
      afterAll(() => { throw new Error('not closed'); });
      test('stands, too', () => {});
    });`,
    'unhandled.spec.mjs': `test('leaves work', async () => {
      void Promise.reject(new TypeError('left alone'));
      await new Promise(setImmediate);
    });`,
    'broken.spec.mjs': `import './nowhere.mjs';`,
    'killed.spec.mjs': `test('dies', async () => {
      process.kill(process.pid, 'SIGKILL');
      await new Promise(() => {});
    });`,
  });
  const file = join(folder, 'report.json');
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const options = ['--root', folder, '--globals', '--reporter', reporter('vitest')];
  const args = [vitest, 'run', ...options, `--outputFile=${file}`];
  const { code } = await run(process.execPath, args);
  const { failures, ...counts } = report(file);
  assert.deepEqual([code, counts], [1, { passed: 3, failed: 6, skipped: 3 }]);
  const all = failures.sort().join('\n');
  assert.match(all, /^falls: why$/m);
  assert.match(all, /^hook\.spec\.mjs > a group: not closed$/m);
  assert.match(all, /^broken\.spec\.mjs: .*nowhere\.mjs/m);
  assert.match(all, /^killed\.spec\.mjs: did not end$/m);
  assert.match(all, /nobody handled.*\(Worker exited.* SIGKILL .*killed\.spec\.mjs\)/);
  assert.match(all, /nobody handled.*leaves work: TypeError: left alone at .*unhandled\.spec\.mjs/);
});

test('node:test: what fails is named, a test that waits is skipped', async (t) => {
  const folder = temporaryFolder(t, {
    'a.test.mjs': `import { test } from 'node:test';
      test('stands', () => {}); test('falls', () => { throw new Error('why'); });
      test('rests', { skip: true }, () => {}); test('waits', { todo: true }, () => {});`,
  });
  const file = join(folder, 'report.json');
  // Told by it that it runs within a test, the inner run would report to the outer one.
  const env = { ...process.env };
  delete env['NODE_TEST_CONTEXT'];
  const { code } = await run(
    process.execPath,
    [
      '--test',
      `--test-reporter=${pathToFileURL(reporter('node-test')).href}`,
      `--test-reporter-destination=${file}`,
    ],
    { cwd: folder, env },
  );
  const counts = { passed: 1, failed: 1, skipped: 2 };
  assert.deepEqual([code, report(file)], [1, { ...counts, failures: ['falls: why'] }]);
});
