import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setImmediate as nextRound } from 'node:timers/promises';
import { unreachableBaseUrl } from '../../test/support/closed-port.js';
import type { Behaviour } from '../../test/support/fake-behaviour.js';
import { FAKE_MODEL, FakeOpenAiServer } from '../../test/support/fake-openai-server.js';
import { longPatience } from '../../test/support/model-settings.js';
import { poll } from '../../test/support/poll.js';
import type { ModelPatience } from '../config/index.js';
import { modelTransport } from '../shared/index.js';
import type { ChatRequest, ModelEvent } from './chat-model.js';
import { clientFor } from './model-server.js';
import { OpenAiChatModel } from './openai-chat-model.js';

const REQUEST: ChatRequest = {
  messages: [
    { role: 'system', text: 'Be kind.' },
    { role: 'user', text: 'Hello' },
  ],
  memories: [],
  maxTokens: 77,
};

/** One line of a stream. */
const chunk = (body: object): string => `data: ${JSON.stringify(body)}`;
const token = (content: string, more: object = {}) =>
  chunk({ choices: [{ index: 0, delta: { content }, finish_reason: null }], ...more });
const finish = (reason: string, more: object = {}) =>
  chunk({ choices: [{ index: 0, delta: {}, finish_reason: reason }], ...more });
const USAGE = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };

describe('a model behind an OpenAI-compatible server', () => {
  let fake: FakeOpenAiServer;
  beforeAll(async () => (fake = await FakeOpenAiServer.start()));
  afterAll(() => fake.stop());

  const modelAt = (baseUrl: string, patience = longPatience, name = FAKE_MODEL) =>
    new OpenAiChatModel(
      clientFor({ baseUrl, apiKey: undefined }, modelTransport(5_000)),
      name,
      { mode: 'connected', name: FAKE_MODEL, use: 'fake', why: 'test' },
      patience,
    );

  /** Asks once; what came, and what was thrown at the end of it. */
  async function ask(behaviour: Behaviour, patience?: Partial<ModelPatience>) {
    fake.behave(behaviour);
    const model = modelAt(fake.baseUrl, { ...longPatience, ...patience });
    return listen(model.stream(REQUEST, new AbortController().signal));
  }

  it('streams a whole answer and its usage', async () => {
    const { text, end, error } = await ask({ kind: 'answer', text: 'Hello to you.' });
    expect({ text, error }).toEqual({ text: 'Hello to you.', error: undefined });
    expect(end).toMatchObject({ reason: 'stop', usage: { completionTokens: 3 } });
  });

  it('asks for the model by name, with the messages and the limit', async () => {
    await ask({ kind: 'answer' });
    expect(fake.lastRequest).toEqual({
      model: FAKE_MODEL,
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Hello' },
      ],
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 77,
    });
  });

  it('tells an answer that was cut at its limit', async () => {
    const { end } = await ask({ kind: 'answer', finish: 'length' });
    expect(end?.reason).toBe('length');
  });

  it.each<[string, Behaviour]>([
    ['broke', { kind: 'cut', afterTokens: 3 }],
    ['just ended', { kind: 'clean-eof', afterTokens: 3 }],
  ])('does not take for whole what %s in the middle', async (_, behaviour) => {
    const { text, end, error } = await ask(behaviour);
    expect({ text, end }).toEqual({ text: 'A scripted answer,', end: undefined });
    expect(error).toMatchObject({ code: 'model_cut', status: 502, retryable: true });
  });

  it.each([
    [401, { code: 'model_unauthorized', status: 502, retryable: false }],
    [403, { code: 'model_unauthorized', status: 502, retryable: false }],
    [404, { code: 'model_not_found', status: 502, retryable: false }],
    [400, { code: 'model_rejected', status: 502, retryable: false }],
    [408, { code: 'model_failed', status: 502, retryable: true }],
    [429, { code: 'model_rate_limited', status: 429, retryable: true }],
    [500, { code: 'model_failed', status: 502, retryable: true }],
    [503, { code: 'model_failed', status: 502, retryable: true }],
  ])('translates status %i, and asks once only', async (status, expected) => {
    const before = fake.calls;
    const { error } = await ask({ kind: 'status', status, retryAfter: '0' });
    expect(error).toMatchObject(expected);
    expect(fake.calls).toBe(before + 1);
  });

  it('says where nobody answers', async () => {
    const baseUrl = await unreachableBaseUrl();
    const model = modelAt(baseUrl);
    const signal = AbortSignal.timeout(20_000);
    const expected = { code: 'model_unreachable', message: expect.stringContaining(baseUrl) };
    expect((await listen(model.stream(REQUEST, signal))).error).toMatchObject(expected);
    await expect(model.check(signal)).rejects.toMatchObject(expected);
  });

  it.each<[string, Behaviour, Partial<ModelPatience>, string]>([
    ['has no headers', { kind: 'hang' }, { headers: 50 }, 'MODEL_HEADERS_SECONDS'],
    ['has no token', { kind: 'silence' }, { firstToken: 50 }, 'MODEL_FIRST_TOKEN_SECONDS'],
    [
      'sends what is no token',
      { kind: 'lines', lines: Array.from({ length: 9 }, () => token('')), open: true },
      { firstToken: 50 },
      'MODEL_FIRST_TOKEN_SECONDS',
    ],
    [
      'goes on for ever',
      { kind: 'answer', paceMs: 5, text: 'w '.repeat(9_000) },
      { whole: 150 },
      'MODEL_ANSWER_SECONDS',
    ],
  ])('gives up on one that %s, and hangs up', async (_, behaviour, patience, variable) => {
    const hungUp = fake.closedSockets;
    const { error } = await ask(behaviour, patience);
    expect(error).toMatchObject({ code: 'model_timeout', status: 504, retryable: true });
    expect(error).toHaveProperty('message', expect.stringContaining(variable));
    await poll('the closed socket', () => fake.closedSockets > hungUp, { withinMs: 5_000 });
  });

  it('waits longer for one that reasons by its name', async () => {
    fake.behave({ kind: 'silence' });
    const patience = { ...longPatience, firstToken: 20, reasoning: 60 };
    const answer = modelAt(fake.baseUrl, patience, 'qwq').stream(
      REQUEST,
      AbortSignal.timeout(20_000),
    );
    const expected = expect.stringContaining('MODEL_REASONING_SECONDS');
    expect((await listen(answer)).error).toMatchObject({ message: expected });
  });

  it('gives up on a connection that is never made', async () => {
    // It takes the connection, and never answers the greeting of TLS.
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    const server = { baseUrl: `https://127.0.0.1:${port}/v1`, apiKey: undefined };
    const inUse = { mode: 'connected' as const, name: 'x', use: 'x', why: 'test' };
    const client = clientFor(server, modelTransport(50));
    const model = new OpenAiChatModel(client, 'x', inUse, longPatience);
    const { error } = await listen(model.stream(REQUEST, AbortSignal.timeout(20_000)));
    expect(error).toMatchObject({ code: 'model_unreachable' });
    mute.close();
  });

  it('cuts an answer at its longest, between two characters', async () => {
    const lines = [token('12345'), token('aä'.repeat(100_000)), finish('stop')];
    const { text, end } = await ask({ kind: 'lines', lines }, { longest: 10 });
    expect({ text, reason: end?.reason }).toEqual({ text: '12345aäa', reason: 'length' });
  });

  it('gives up on one that falls silent in the middle', async () => {
    const { text, error } = await ask({ kind: 'answer', holdAfter: 2 }, { silence: 50 });
    expect(text).toBe('A scripted');
    expect(error).toMatchObject({ code: 'model_timeout' });
  });

  it.each<Behaviour>([{ kind: 'hang' }, { kind: 'silence' }, { kind: 'answer', holdAfter: 2 }])(
    'hangs up at once when told to: %j',
    async (behaviour) => {
      fake.behave(behaviour);
      const { calls, closedSockets } = fake;
      const controller = new AbortController();
      const reason = new Error('enough');
      const answer = listen(modelAt(fake.baseUrl).stream(REQUEST, controller.signal));
      await poll('the call', () => fake.calls > calls, { withinMs: 5_000 });
      controller.abort(reason);
      const { end, error } = await answer;
      expect({ end, error }).toEqual({ end: undefined, error: reason });
      await poll('the closed socket', () => fake.closedSockets > closedSockets, {
        withinMs: 5_000,
      });
    },
  );

  it('hangs up when nobody reads on', async () => {
    fake.behave({ kind: 'answer', holdAfter: 2 });
    const { closedSockets } = fake;
    for await (const event of modelAt(fake.baseUrl).stream(REQUEST, AbortSignal.timeout(20_000)))
      if (event.type === 'token') break;
    await poll('the closed socket', () => fake.closedSockets > closedSockets, { withinMs: 5_000 });
  });

  describe('that sends what it should not', () => {
    const lines = (...sent: string[]): Behaviour => ({ kind: 'lines', lines: sent });

    it.each([
      ['no JSON', 'data: {"choices": oops'],
      ['an object of another kind', 'data: {"hello": "world"}'],
      ['a list', 'data: []'],
      ['null', 'data: null'],
      ['a choice without a delta', 'data: {"choices":[{"index":0}]}'],
    ])('fails in words on %s', async (_, line) => {
      const { text, error } = await ask(lines(token('So'), line));
      expect(text).toBe('So');
      expect(error).toMatchObject({ code: expect.stringMatching(/^model_(garbled|cut)$/) });
    });

    it('fails on a page where a stream should be', async () => {
      const { error } = await ask(lines('<html><body>Log in</body></html>'));
      expect(error).toMatchObject({ code: 'model_cut' });
    });

    it('fails on an error inside the stream', async () => {
      const { text, error } = await ask(lines(token('So'), chunk({ error: { message: 'oom' } })));
      expect(text).toBe('So');
      expect(error).toMatchObject({ code: 'model_failed', retryable: true });
    });

    it('takes a last chunk that is usage alone, without choices', async () => {
      const { end, error } = await ask(
        lines(token('So'), finish('stop'), chunk({ usage: USAGE }), 'data: [DONE]'),
      );
      expect(error).toBeUndefined();
      expect(end).toMatchObject({ reason: 'stop', usage: { promptTokens: 5 } });
    });

    it('keeps the reason of one that counts usage as it goes', async () => {
      const counting = { usage: USAGE };
      const { end } = await ask(lines(token('So', counting), finish('length'), 'data: [DONE]'));
      expect(end).toMatchObject({ reason: 'length', usage: { completionTokens: 2 } });
    });

    it('does not wait long for a connection that stays open after the end', async () => {
      const sent = [token('So'), finish('stop')];
      const { text, end, error } = await ask({ kind: 'lines', lines: sent, open: true });
      expect({ text, error }).toEqual({ text: 'So', error: undefined });
      expect(end).toEqual({ type: 'finish', reason: 'stop', usage: null });
    });

    it('has said all that it had to say, whoever ends it after its end', async () => {
      const sent = [`${token('So')}\n\n${finish('stop')}`];
      fake.behave({ kind: 'lines', lines: sent, open: true });
      const controller = new AbortController();
      const events = modelAt(fake.baseUrl).stream(REQUEST, controller.signal);
      await expect(events.next()).resolves.toMatchObject({ value: { text: 'So' } });
      const end = events.next();
      await nextRound();
      controller.abort(new Error('enough'));
      await expect(end).resolves.toMatchObject({ value: { type: 'finish', reason: 'stop' } });
    });

    it('bears with one that thinks before it speaks', async () => {
      const thought = chunk({ choices: [{ index: 0, delta: { reasoning_content: 'Hm' } }] });
      const sent = { ...lines(thought, thought, token('So'), finish('stop')) };
      const { text, error } = await ask(sent);
      expect({ text, error }).toEqual({ text: 'So', error: undefined });
      const { error: late } = await ask(
        { kind: 'lines', lines: [thought], open: true },
        { silence: 50 },
      );
      expect(late).toMatchObject({ message: expect.stringContaining('fell silent') });
    });
  });

  it('never shows the key, or what the server says about it', async () => {
    const { error } = await ask({ kind: 'status', status: 401 });
    expect(error).toMatchObject({ message: expect.not.stringContaining('told to answer') });
  });
});

async function listen(events: AsyncIterable<ModelEvent>) {
  let text = '';
  let end: (ModelEvent & { type: 'finish' }) | undefined;
  try {
    for await (const event of events) {
      expect(end).toBeUndefined();
      if (event.type === 'token') text += event.text;
      else end = event;
    }
    return { text, end, error: undefined };
  } catch (error) {
    return { text, end, error };
  }
}
