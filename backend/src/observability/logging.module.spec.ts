import { randomUUID } from 'node:crypto';
import { PinoLogger } from 'nestjs-pino';
import pino from 'pino';
import { DataSource } from 'typeorm';
import { streamOf } from '../../test/support/api-client.js';
import { FakeOpenAiServer } from '../../test/support/fake-openai-server.js';
import { RunningApp } from '../../test/support/running-app.js';
import { MemoryRecall } from '../memory/index.js';
import { MessagesService } from '../messages/index.js';

type Line = Readonly<Record<string, unknown>>;

const SECRETS = ['sk-hunter2', 'milvus-hunter3', 'administrator-hunter4'];

describe('the log at its most talkative', () => {
  let running: RunningApp;
  let fake: FakeOpenAiServer;
  let written: string[];
  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    running = await RunningApp.start({
      ...fake.environment,
      OPENAI_API_KEY: 'sk-hunter2',
      MILVUS_TOKEN: 'milvus-hunter3',
      ADMIN_TOKEN: 'administrator-hunter4',
    });
    // Every logger is a child of this one, and inherits where it writes to.
    Object.assign(PinoLogger.root, {
      level: 'trace',
      [pino.symbols.streamSym]: { write: (line: string) => written.push(line) },
    });
  });
  afterAll(async () => {
    await running.stop();
    await fake.stop();
  });
  beforeEach(() => {
    written = [];
    fake.behave({ kind: 'answer', text: 'Told-answer of the model.' });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    const log = written.join('');
    expect(log).not.toMatch(/Told-/);
    for (const secret of SECRETS) expect(log).not.toContain(secret);
  });

  const lines = (): Line[] => written.map((line) => JSON.parse(line) as Line);
  const ofRequest = (id: string) => lines().filter(({ requestId }) => requestId === id);
  const call = (path: string, body: string, id: string) =>
    fetch(`${running.url}${path}`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', 'X-Request-Id': id },
    });
  /** A request's line is written once its answer is sent, which who asked may know a moment before. */
  const ended = async (id: string) => {
    const isEnd = ({ msg }: Line) => msg === 'request completed';
    await vi.waitFor(() => {
      expect(ofRequest(id).filter(isEnd)).toHaveLength(1);
    });
    return ofRequest(id);
  };
  const chat = (id: string, message = 'Told-message of a person.') =>
    call('/api/chat', JSON.stringify({ message }), id);

  it("has each line of a request by the caller's id, which the answer bears too", async () => {
    const id = randomUUID();
    const response = await chat(id);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-request-id')).toBe(id);
    await response.text();
    expect(await ended(id)).toEqual(lines());
    expect(ofRequest(id)).toContainEqual(
      expect.objectContaining({ msg: 'turn ended', status: 'complete' }),
    );
    expect(ofRequest(id)).toContainEqual(
      expect.objectContaining({
        msg: 'request completed',
        res: { statusCode: 200 },
        responseTime: expect.any(Number),
      }),
    );
  });

  it.each(['', 'a b', 'x'.repeat(65), '<script>'])(
    'does not take over %j for an id',
    async (given) => {
      const made = (await chat(given)).headers.get('x-request-id');
      expect(made).toMatch(/^[0-9a-f-]{36}$/);
      await vi.waitFor(() => {
        expect(ofRequest(made ?? '').length).toBeGreaterThan(0);
      });
    },
  );

  it('has the path without its query', async () => {
    await fetch(`${running.url}/api/sessions?cursor=Told-query`);
    await vi.waitFor(() => {
      expect(lines().length).toBeGreaterThan(0);
    });
  });

  it('has a line for a request whose body cannot be read', async () => {
    const id = randomUUID();
    await call('/api/chat', '{"message": "Told-broken', id);
    expect(await ended(id)).toContainEqual(expect.objectContaining({ res: { statusCode: 400 } }));
  });

  it.each([401, 500])(
    'says how a model failed with %i, not what it or anybody said',
    async (status) => {
      fake.behave({ kind: 'status', status });
      const id = randomUUID();
      await chat(id);
      expect(ofRequest(id)).toContainEqual(
        expect.objectContaining({
          level: 40,
          msg: 'a model did not answer',
          code: expect.stringMatching(/^model_/),
        }),
      );
      expect(written.join('')).not.toContain('The fake model was told');
    },
  );

  it('says how an answer broke off', async () => {
    fake.behave({ kind: 'cut', afterTokens: 2 });
    const id = randomUUID();
    await chat(id);
    const expected = { level: 40, msg: 'turn ended', status: 'failed', code: 'model_cut' };
    expect(ofRequest(id)).toContainEqual(expect.objectContaining(expected));
  });

  it('says that a turn went on without its memories', async () => {
    const recall = running.app.get(MemoryRecall, { strict: false });
    vi.spyOn(recall, 'recall').mockRejectedValue(new Error('index is away'));
    await chat(randomUUID());
    expect(lines()).toContainEqual(expect.objectContaining({ level: 40, part: 'memory' }));
  });

  it('has the fault of a query without its parameters', async () => {
    const session = await running.api.createSession();
    const messages = running.app.get(MessagesService, { strict: false });
    vi.spyOn(messages, 'finish').mockImplementation(async () =>
      running.app.get(DataSource).query('SELECT $1::text FROM nowhere', ['Told-parameter']),
    );
    const events = await streamOf(running.api.send(session, 'Told-message'));
    expect(events.at(-2)).toMatchObject({ event: 'error', data: { code: 'answer_not_kept' } });
    const fault = lines().find(({ msg }) => msg === 'an answer was not kept');
    expect(fault).toMatchObject({ level: 50, err: { type: 'QueryFailedError', code: '42P01' } });
  });
});
