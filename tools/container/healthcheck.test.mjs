import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../setup/run.mjs';
import { ROOT } from '../setup/workspace.mjs';

const script = join(ROOT, 'docker', 'healthcheck.mjs');

/** @param {number} port */
const check = (port) =>
  run(process.execPath, [script], { env: { ...process.env, PORT: String(port) } });

/**
 * A server that answers as Memocha would, until the test ends.
 * @param {import('node:test').TestContext} t
 * @param {number} status
 */
async function serverAnswering(t, status) {
  /** @type {(string | undefined)[]} */
  const asked = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(status).end('what is wrong');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { port: address.port, asked, close: () => once(server.close(), 'close') };
}

test('is content with a server that is ready', async (t) => {
  const { port, asked } = await serverAnswering(t, 200);
  assert.deepEqual(await check(port), { code: 0, output: '', stdout: '' });
  assert.deepEqual(asked, ['/health/ready']);
});

test('fails and tells what a server that is not ready said', async (t) => {
  const { port } = await serverAnswering(t, 503);
  const { code, output } = await check(port);
  assert.equal(code, 1);
  assert.match(output, /what is wrong/);
});

test('fails in one line where nobody listens', async (t) => {
  const { port, close } = await serverAnswering(t, 200);
  await close();
  const { code, output } = await check(port);
  assert.equal(code, 1);
  assert.match(output, /^http:\/\/127\.0\.0\.1:\d+\/health\/ready did not answer .*\n$/);
});
