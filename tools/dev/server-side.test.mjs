import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { ROOT } from '../setup/workspace.mjs';
import { temporaryFolder } from '../testing/temporary-folder.mjs';

const windows = process.platform === 'win32' && 'Windows has no such signals';
const url = (/** @type {string} */ file) => JSON.stringify(new URL(file, import.meta.url).href);

/** What `npm run dev` does after its set-up, but for the page. @param {string} root */
const script = (root) => `
  import { programs } from ${url('./programs.mjs')};
  import { runTogether } from ${url('./run-together.mjs')};
  const all = programs(process.execPath, ${JSON.stringify(root)});
  process.exitCode = await runTogether(all.filter(({ name }) => name !== 'page'));
`;

/** A copy of the backend as it is built, whose sources may be edited. @param {string} root */
function copyBackend(root) {
  cpSync(join(ROOT, 'tsconfig.base.json'), join(root, 'tsconfig.base.json'));
  const filter = (/** @type {string} */ path) => !['node_modules', 'test'].includes(basename(path));
  cpSync(join(ROOT, 'backend'), join(root, 'backend'), { recursive: true, filter });
  for (const name of ['node_modules', join('backend', 'node_modules')])
    if (existsSync(join(ROOT, name))) symlinkSync(join(ROOT, name), join(root, name), 'junction');
}

/** @param {string} file @param {string} from @param {string} to */
function edit(file, from, to) {
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from), `${file} holds ${from}`);
  writeFileSync(file, text.replace(from, to));
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address && typeof address === 'object');
  server.close();
  return address.port;
}

/** @param {string} root @param {NodeJS.ProcessEnv} env */
function develop(root, env) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script(root)], {
    env: { ...process.env, LLM_AUTODETECT: 'false', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hears = async (/** @type {string} */ words) => {
    const heard = [];
    for (let line = await lines.next(); !line.done; line = await lines.next()) {
      heard.push(line.value);
      if (line.value.includes(words)) return;
      if (/cannot start|It has ended/.test(line.value)) break;
    }
    assert.fail(`It ended without "${words}":\n${heard.join('\n')}`);
  };
  return { child, hears, ended: once(child, 'close') };
}

test(
  'an edited source is served by a new process',
  { skip: windows, timeout: 180_000 },
  async (t) => {
    const root = temporaryFolder(t);
    copyBackend(root);
    const port = await freePort();
    const data = join(root, 'data');
    const { child, hears, ended } = develop(root, { PORT: String(port), DATA_DIR: data });
    t.after(() => child.kill());
    const pidOfReady = async () => {
      const { status } = await fetch(`http://127.0.0.1:${port}/health/ready`);
      assert.equal(status, 200);
      return Number(JSON.parse(readFileSync(join(data, 'memocha.lock'), 'utf8')).pid);
    };

    await hears('Memocha is ready');
    const first = await pidOfReady();
    edit(join(root, 'backend', 'src', 'run.ts'), 'Memocha is ready', 'Memocha is ready again');
    await hears('Memocha is ready again');
    const second = await pidOfReady();
    assert.notEqual(second, first);
    assert.throws(() => process.kill(first, 0), { code: 'ESRCH' });

    child.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
    assert.throws(() => process.kill(second, 0), { code: 'ESRCH' });
    assert.equal(existsSync(join(data, 'memocha.lock')), false);
  },
);
