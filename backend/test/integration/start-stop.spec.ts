import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient, streamedText, type StreamedEvent } from '../support/api-client.ts';
import { describeOnEachDatabase, describeOnPostgres } from '../support/describe-on-database.ts';
import { FakeOpenAiServer } from '../support/fake-openai-server.ts';
import { freePort } from '../support/free-port.ts';
import { poll } from '../support/poll.ts';
import { Product, type ProductEnvironment } from '../support/product.ts';
import type { TestDatabase } from '../support/test-database.ts';

/** Starts what cannot start, and gives what it said; it must have ended by itself, with code 1. */
async function refusal(environment: ProductEnvironment): Promise<string> {
  const product = await Product.launch(environment);
  const code = await product.exited();
  expect({ code, log: product.log }).toMatchObject({ code: 1 });
  // Sentences only: no stack trace, whatever the cause.
  expect(product.log).not.toMatch(/\n\s+at /);
  return product.log;
}

/** The variables that lead the product to a test's own database. */
async function environmentOf(database: TestDatabase): Promise<ProductEnvironment> {
  return { ...(await database.settings()) };
}

describe('a start that cannot succeed', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'memocha-start-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('names every variable that is wrong, and no value', async () => {
    const log = await refusal({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://root:hunter2@localhost/memocha',
      OPENAI_BASE_URL: 'not-an-address',
      LOG_LEVEL: 'chatty',
      HOST: '0.0.0.0',
    });
    for (const name of ['PORT', 'DATABASE_URL', 'OPENAI_BASE_URL', 'LOG_LEVEL', 'HOST']) {
      expect(log).toContain(name);
    }
    expect(log).not.toMatch(/hunter2|mysql:|not-an-address|eighty|chatty/);
  });

  it('says that the port is taken', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    // Safe: it listens on TCP.
    const { port } = occupant.address() as AddressInfo;
    try {
      expect(await refusal({ PORT: String(port) })).toContain('port_in_use');
    } finally {
      occupant.close();
    }
  });

  it('says that the data folder cannot be used', async () => {
    // A file in its place refuses root too, unlike permissions.
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    expect(await refusal({ DATA_DIR: file })).toMatch(/\[\w+\]/);
    expect(await refusal({ DATA_DIR: join(file, 'data') })).toMatch(/\[\w+\]/);
  });

  it('says that another process has the data folder, which goes on undisturbed', async () => {
    const DATA_DIR = join(folder, 'shared');
    const first = await Product.start({ DATA_DIR });
    try {
      expect(await refusal({ DATA_DIR })).toMatch(/\[\w+\]/);
      expect(await new ApiClient(first.url).createSession()).toMatch(/^[0-9a-f-]{36}$/);
    } finally {
      await first.stop();
    }
  });

  it('says that it waits for the database, without its password, and can be ended', async () => {
    const product = await Product.launch({
      DATABASE_URL: `postgres://memocha:hunter2@127.0.0.1:${await freePort()}/memocha`,
    });
    const waits = () => /^Waiting for the database.*ECONNREFUSED/m.test(product.log);
    await poll('a word about it', waits, { withinMs: 60_000 });
    product.kill('SIGTERM');
    expect(await product.exited()).toBe('SIGTERM');
    expect(product.log).not.toContain('hunter2');
  });
});

describeOnPostgres('a wrong DATABASE_URL', (database) => {
  it.each([
    ['password', (url: URL) => (url.password = 'hunter2')],
    ['database', (url: URL) => (url.pathname = '/nowhere')],
  ])(
    'says so for a wrong %s',
    async (_, spoil) => {
      const { DATABASE_URL } = await database.settings();
      const url = new URL(DATABASE_URL ?? '');
      spoil(url);
      const log = await refusal({ DATABASE_URL: url.href });
      expect(log).toMatch(/\[\w+\]/);
      expect(log).not.toContain('hunter2');
    },
    90_000,
  );
});

describeOnEachDatabase('a stop', (database) => {
  it('ends with 0 by itself when nothing runs, and what was said is there again', async () => {
    const environment = await environmentOf(database);
    const first = await Product.start(environment);
    const { body } = await new ApiClient(first.url).call('POST', '/api/chat', { message: 'Hello' });
    first.kill('SIGTERM');
    // Well under the time that running answers are waited for; how fast it is, the bench tells.
    expect(await first.exited(8_000)).toBe(0);

    const second = await Product.start(environment);
    const history = await new ApiClient(second.url).history(String(body['sessionId']));
    expect(await second.stop()).toBe(0);
    expect(history.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it('is not kept from starting by the lock of a process that was killed', async () => {
    const environment = await environmentOf(database);
    const first = await Product.start(environment);
    const session = await new ApiClient(first.url).createSession();
    first.kill('SIGKILL');
    expect(await first.exited()).toBe('SIGKILL');

    const second = await Product.start(environment);
    expect(await new ApiClient(second.url).history(session)).toEqual([]);
    expect(await second.stop()).toBe(0);
  });

  it('ends an open stream cleanly and keeps what it brought', async () => {
    const fake = await FakeOpenAiServer.start();
    fake.behave({ kind: 'answer', text: 'One two three four.', holdAfter: 2 });
    const environment = { ...fake.environment, ...(await environmentOf(database)) };
    const product = await Product.start(environment);
    const api = new ApiClient(product.url);
    const session = await api.createSession();
    const events: StreamedEvent[] = [];
    for await (const event of api.send(session, 'Count, please.')) {
      events.push(event);
      if (event.event === 'token' && streamedText(events) === 'One two') product.kill('SIGTERM');
    }
    // The loop ended without throwing: the connection was closed in order.
    expect(events.at(-1)).toMatchObject({
      event: 'done',
      data: { finishReason: expect.stringMatching(/interrupted|error/) },
    });
    expect(await product.exited(30_000)).toBe(0);
    await fake.stop();

    const again = await Product.start(await environmentOf(database));
    const [question, answer] = await new ApiClient(again.url).history(session);
    await again.stop();
    expect(question?.text).toBe('Count, please.');
    expect(answer).toMatchObject({ status: 'interrupted', text: 'One two' });
  });
});
