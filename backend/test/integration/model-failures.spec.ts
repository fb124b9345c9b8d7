import { randomUUID } from 'node:crypto';
import { ApiClient, streamedText, streamOf, type StreamedEvent } from '../support/api-client.ts';
import { unreachableBaseUrl } from '../support/closed-port.ts';
import { expectProblem } from '../support/expect-problem.ts';
import type { Behaviour } from '../support/fake-behaviour.ts';
import { FakeOpenAiServer } from '../support/fake-openai-server.ts';
import { Product } from '../support/product.ts';

interface Failure {
  readonly behaviour: Behaviour;
  readonly code: string;
  readonly status: number;
}

const FAILURES: readonly Failure[] = [
  { behaviour: { kind: 'status', status: 401 }, code: 'model_unauthorized', status: 502 },
  { behaviour: { kind: 'status', status: 404 }, code: 'model_not_found', status: 502 },
  {
    behaviour: { kind: 'status', status: 429, retryAfter: '1' },
    code: 'model_rate_limited',
    status: 429,
  },
  { behaviour: { kind: 'status', status: 500 }, code: 'model_failed', status: 502 },
];

describe('a model that fails', () => {
  let fake: FakeOpenAiServer;
  let product: Product;
  let api: ApiClient;

  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    product = await Product.start(fake.environment);
    api = new ApiClient(product.url);
  });
  afterAll(async () => {
    await product.stop();
    await fake.stop();
  });
  beforeEach(() => fake.behave({ kind: 'answer', text: 'Here I am again.' }));

  const turn = (session: string, requestId: string): Promise<StreamedEvent[]> =>
    streamOf(api.send(session, 'Are you there?', requestId));

  it.each(FAILURES)('in a stream: $code, kept, answered at a retry', async (failure) => {
    const session = await api.createSession();
    const requestId = randomUUID();
    fake.behave(failure.behaviour);

    const failed = await turn(session, requestId);

    const error = failed.find(({ event }) => event === 'error');
    expect(error?.data).toMatchObject({ code: failure.code, partial: false });
    expect(failed.at(-1)).toMatchObject({ event: 'done', data: { finishReason: 'error' } });
    expect(await api.history(session)).toMatchObject([
      { role: 'user', text: 'Are you there?' },
      { role: 'assistant', text: '', status: 'failed' },
    ]);

    fake.behave({ kind: 'answer', text: 'Here I am again.' });
    expect(streamedText(await turn(session, requestId))).toBe('Here I am again.');
    expect(await api.history(session)).toMatchObject([
      { role: 'user', text: 'Are you there?' },
      { role: 'assistant', text: 'Here I am again.', status: 'complete' },
    ]);
  });

  it.each(FAILURES)('in one piece: $code with the ids of what was kept', async (failure) => {
    fake.behave(failure.behaviour);
    const reply = await api.call('POST', '/api/chat', { message: 'Are you there?' });
    expectProblem(reply, failure.status, failure.code);
    expect(reply.body).toMatchObject({
      sessionId: expect.any(String),
      messageId: expect.any(String),
    });
    expect((await api.history(String(reply.body['sessionId'])))[0]?.text).toBe('Are you there?');
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
    expectProblem(reply, 502, 'model_unreachable');
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
