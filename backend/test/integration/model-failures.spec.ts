import { randomUUID } from 'node:crypto';
import { ApiClient, streamedText, streamOf, type StreamedEvent } from '../support/api-client.ts';
import { unreachableBaseUrl } from '../support/closed-port.ts';
import type { Behaviour } from '../support/fake-behaviour.ts';
import { FakeOpenAiServer } from '../support/fake-openai-server.ts';
import { Product } from '../support/product.ts';

const FAILURES: readonly (readonly [code: string, words: RegExp, behaviour: Behaviour])[] = [
  ['model_unauthorized', /refuses the key/, { kind: 'status', status: 401 }],
  ['model_not_found', /is not there/, { kind: 'status', status: 404 }],
  ['model_rate_limited', /slow down/, { kind: 'status', status: 429, retryAfter: '1' }],
  ['model_failed', /status 500/, { kind: 'status', status: 500 }],
];

describe('a model that fails', () => {
  let fake: FakeOpenAiServer;
  let product: Product;
  let api: ApiClient;

  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    // It fails here more often in a row than a model that is not left alone would.
    product = await Product.start({ ...fake.environment, BREAKER_FAIL_MAX: '1000' });
    api = new ApiClient(product.url);
  });
  afterAll(async () => {
    await product.stop();
    await fake.stop();
  });
  beforeEach(() => fake.behave({ kind: 'answer', text: 'Here I am again.' }));

  const turn = (session: string, requestId: string): Promise<StreamedEvent[]> =>
    streamOf(api.send(session, 'Are you there?', requestId));

  it.each(FAILURES)(
    'in a stream: %s, kept, answered at a retry',
    async (code, words, behaviour) => {
      const session = await api.createSession();
      const requestId = randomUUID();
      fake.behave(behaviour);

      const quoted = await turn(session, requestId);

      expect(quoted.map(({ event }) => event)).not.toContain('error');
      const metas = quoted.filter(({ event }) => event === 'meta').map(({ data }) => data);
      expect(metas).toMatchObject([
        { model: 'fake-model', degraded: expect.not.arrayContaining(['model']) },
        { model: null, degraded: expect.arrayContaining(['model']) },
      ]);
      expect(streamedText(quoted)).toMatch(words);
      expect(streamedText(quoted)).toMatch(/message is kept\. Retry/);
      expect(quoted.at(-1)).toMatchObject({ event: 'done', data: { finishReason: 'stop' } });
      expect(product.log).toContain(code);

      fake.behave({ kind: 'answer', text: 'Here I am again.' });
      expect(streamedText(await turn(session, requestId))).toBe('Here I am again.');
      expect(await api.history(session)).toMatchObject([
        { role: 'user', text: 'Are you there?' },
        { role: 'assistant', text: 'Here I am again.', status: 'complete' },
      ]);
    },
  );

  it.each(FAILURES)('in one piece: %s, with what is missing', async (_, words, behaviour) => {
    fake.behave(behaviour);
    const { status, body } = await api.call('POST', '/api/chat', { message: 'Are you there?' });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        model: null,
        degraded: expect.arrayContaining(['model']),
        answer: expect.stringMatching(words),
      },
    });
    expect((await api.history(String(body['sessionId'])))[0]?.text).toBe('Are you there?');
  });

  it('keeps what came before the connection broke, and says that it is a part', async () => {
    const session = await api.createSession();
    fake.behave({ kind: 'cut', afterTokens: 3 });
    const events = await turn(session, randomUUID());
    expect(events.find(({ event }) => event === 'error')?.data).toMatchObject({ partial: true });
    const [, answer] = await api.history(session);
    expect(answer?.text).toBe('A scripted answer,');
    expect(streamedText(events)).toBe('A scripted answer,');
    expect(answer?.status).not.toBe('complete');
  });

  it('does not take a stream that just ends for a whole answer', async () => {
    const session = await api.createSession();
    fake.behave({ kind: 'clean-eof', afterTokens: 3 });
    const events = await turn(session, randomUUID());
    expect(events.map(({ event }) => event)).toContain('error');
    expect((await api.history(session))[1]?.status).not.toBe('complete');
  });

  it('tells a cut-off answer from a whole one', async () => {
    const session = await api.createSession();
    fake.behave({ kind: 'answer', finish: 'length' });
    const events = await turn(session, randomUUID());
    expect(events.at(-1)?.data).toMatchObject({ finishReason: 'length' });
  });

  it('logs neither the message nor the key', () => {
    expect(product.log).not.toContain('Are you there?');
    expect(product.log).not.toContain('Here I am again');
    expect(product.log).not.toMatch(/Bearer/);
  });
});

it('a model that is not there is said so, and the message is kept', async () => {
  const product = await Product.start({
    OPENAI_BASE_URL: await unreachableBaseUrl(),
    CHAT_MODEL: 'away',
  });
  try {
    const api = new ApiClient(product.url);
    const reply = await api.call('POST', '/api/chat', { message: 'Are you there?' });
    expect(reply).toMatchObject({
      status: 200,
      body: {
        degraded: expect.arrayContaining(['model']),
        answer: expect.stringContaining('There is no model server at'),
      },
    });
    expect((await api.history(String(reply.body['sessionId'])))[0]?.text).toBe('Are you there?');
    const ready = await api.call('GET', '/health/ready');
    expect(ready.status).toBe(200);
    const health = await api.call('GET', '/health');
    expect(health.status).toBe(200);
    expect(JSON.stringify(health.body)).toContain('degraded');
  } finally {
    await product.stop();
  }
});
