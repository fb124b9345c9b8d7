import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type StreamedEvent, streamedText, streamOf } from '../../test/support/api-client.js';
import { chatWithFakeModel } from '../../test/support/chat-with-fake-model.js';
import { expectProblem } from '../../test/support/expect-problem.js';
import { poll } from '../../test/support/poll.js';
import type { RunningApp } from '../../test/support/running-app.js';
import { MemoryRecall } from '../memory/index.js';

const rows = (app: RunningApp, session: string) =>
  app.app
    .get(DataSource)
    .query<{ role: string; text: string; status: string }[]>(
      'SELECT role, text, status FROM messages WHERE session_id = $1 ORDER BY created_at, id',
      [session],
    );

describe('a turn', () => {
  const shared = chatWithFakeModel({ kind: 'answer', text: 'An answer of five words.' });
  afterEach(() => vi.restoreAllMocks());

  const send = (text: string, requestId?: string, to = shared.session) =>
    streamOf(shared.running.api.send(to, text, requestId));
  const post = (text: string, requestId: string, to = shared.session) =>
    shared.running.api.call('POST', `/api/sessions/${to}/messages`, { text, requestId });
  const names = (events: readonly StreamedEvent[]) => events.map(({ event }) => event);
  const answerOf = (events: readonly StreamedEvent[]) => events[0]?.data['messageId'];

  it('is told in the order of the protocol, each event with its number', async () => {
    const events = await send('Hello');
    const { messageId, streamId, userMessageId } = events[0]?.data ?? {};
    expect(names(events).filter((name) => name !== 'token')).toEqual(['meta', 'memory', 'done']);
    expect(names(events).indexOf('token')).toBe(2);
    expect(events.map(({ id }) => id)).toEqual(
      events.map((_, index) => `${String(streamId).slice(-8)}:${index + 1}`),
    );
    expect(events[0]?.data).toMatchObject({ model: 'fake-model', degraded: [] });
    expect(events.at(-1)?.data).toMatchObject({
      finishReason: 'stop',
      usage: { completionTokens: 5 },
    });
    const history = await shared.running.api.history(shared.session);
    expect(history.map(({ id }) => id)).toEqual([userMessageId, messageId]);
    expect(history[1]).toMatchObject({ status: 'complete', text: streamedText(events) });
  });

  it('sends the model what was said before, and the message last', async () => {
    await send('First question');
    await send('Second question');
    const sent =
      shared.fake.lastRequest?.messages.map(({ role, content }) => [role, content]) ?? [];
    expect(sent.slice(1, -1)).toEqual([
      ['user', 'First question'],
      ['assistant', 'An answer of five words.'],
    ]);
    expect(sent[0]?.[0]).toBe('system');
    expect(sent.at(-1)?.[1]).toMatch(/Second question$/);
  });

  describe('with a requestId', () => {
    it('is told again when it is sent again, and not made again', async () => {
      const id = randomUUID();
      const first = await send('Hello', id);
      const { calls } = shared.fake;
      const again = await send('Hello', id);
      expect(streamedText(again)).toBe(streamedText(first));
      expect(names(again)).toEqual(['meta', 'memory', 'token', 'done']);
      expect([again[0]?.data, again.at(-1)?.data]).toEqual([first[0]?.data, first.at(-1)?.data]);
      expect(shared.fake.calls).toBe(calls);
      expect(await rows(shared.running, shared.session)).toHaveLength(2);
    });

    it('is made once for ten at the same time, who all hear it whole', async () => {
      const id = randomUUID();
      const { calls } = shared.fake;
      const all = await Promise.all(Array.from({ length: 10 }, () => send('Hello', id)));
      for (const events of all) expect(streamedText(events)).toBe('An answer of five words.');
      expect(new Set(all.map(answerOf)).size).toBe(1);
      expect(shared.fake.calls).toBe(calls + 1);
      expect(await rows(shared.running, shared.session)).toHaveLength(2);
    });

    it('is refused with another text, and in another conversation', async () => {
      const id = randomUUID();
      await send('Hello', id);
      const other = await shared.running.api.createSession();
      expectProblem(await post('Hello!', id), 409, 'request_conflict');
      expectProblem(await post('Hello', id, other), 409, 'request_conflict');
      expect(await shared.running.api.history(other)).toEqual([]);
    });

    it('is taken by one of two conversations that send it at the same time', async () => {
      const id = randomUUID();
      const other = await shared.running.api.createSession();
      const both = await Promise.allSettled([send('Hello', id), send('Hello', id, other)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect([
        ...(await rows(shared.running, shared.session)),
        ...(await rows(shared.running, other)),
      ]).toHaveLength(2);
    });

    it('that failed is answered again, below the same message', async () => {
      const id = randomUUID();
      shared.fake.next({ kind: 'cut', afterTokens: 2 });
      const failed = await send('Hello', id);
      expect(names(failed).slice(-2)).toEqual(['error', 'done']);
      const all = await Promise.all(Array.from({ length: 5 }, () => send('Hello', id)));
      for (const events of all) expect(streamedText(events)).toBe('An answer of five words.');
      expect(await rows(shared.running, shared.session)).toMatchObject([
        { role: 'user' },
        { text: 'A scripted', status: 'failed' },
        { text: 'An answer of five words.', status: 'complete' },
      ]);
      expect(await shared.running.api.history(shared.session)).toHaveLength(2);
    });

    it('that failed is only told again once others build upon it', async () => {
      const id = randomUUID();
      shared.fake.next({ kind: 'cut', afterTokens: 2 });
      await send('Hello', id);
      await send('Never mind.');
      const again = await send('Hello', id);
      expect(names(again)).toEqual(['meta', 'memory', 'token', 'error', 'done']);
      expect(again[3]?.data).toMatchObject({ code: 'model_cut', partial: true });
      expect(again.at(-1)?.data).toMatchObject({ finishReason: 'error' });
      expect(await shared.running.api.history(shared.session)).toHaveLength(4);
    });
  });

  it('waits for no other in the same conversation, and both are kept in a line', async () => {
    shared.fake.behave({ kind: 'answer', text: 'one two three', holdAfter: 1 });
    const first = send('First');
    const second = send('Second');
    await poll('both answers', () => shared.fake.held === 2, { withinMs: 10_000 });
    shared.fake.release();
    await Promise.all([first, second]);
    const history = await shared.running.api.history(shared.session);
    expect(history.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant']);
    expect(history.every(({ status }) => status === 'complete')).toBe(true);
  });

  it.each<[string, () => Promise<never>]>([
    ['fails', () => Promise.reject(new Error('away'))],
    [
      'fails at once',
      () => {
        throw new Error('away');
      },
    ],
  ])('is answered without memories when recall %s, and says so', async (_, recall) => {
    vi.spyOn(shared.running.app.get(MemoryRecall, { strict: false }), 'recall').mockImplementation(
      recall,
    );
    const events = await send('Hello');
    expect(events[0]?.data).toMatchObject({ degraded: ['memory'] });
    expect(events.at(-1)?.data).toMatchObject({ finishReason: 'stop' });
    const { body } = await shared.running.api.call('POST', '/api/chat', { message: 'Hello' });
    expect(body).toMatchObject({ degraded: ['memory'], memories: [], answer: expect.any(String) });
  });

  describe('in one piece', () => {
    const chat = (body: object) => shared.running.api.call('POST', '/api/chat', body);

    it('has its answer, and goes on in the conversation it names', async () => {
      const { body: first } = await chat({ message: 'Hello', space: 'Work' });
      expect(first).toMatchObject({
        answer: 'An answer of five words.',
        model: 'fake-model',
        memories: [],
        degraded: [],
      });
      const sessionId = String(first['sessionId']);
      await chat({ message: 'And now?', sessionId });
      expect(await shared.running.api.history(sessionId)).toHaveLength(4);
      expectProblem(await chat({ message: 'x', sessionId, space: 'Home' }), 409, 'space_conflict');
    });

    it('is not doubled by a repeated requestId, even without a conversation', async () => {
      const body = { message: 'Hello', requestId: randomUUID() };
      const first = await chat(body);
      expect((await chat(body)).body).toEqual(first.body);
      const both = { message: 'At once', requestId: randomUUID() };
      const replies = await Promise.all([chat(both), chat(both), chat(both)]);
      for (const reply of replies) expect(reply).toEqual({ ...replies[0], status: 200 });
    });

    it('leaves no empty conversation behind when it is refused', async () => {
      const list = async () =>
        (await shared.running.api.call('GET', '/api/sessions?limit=100')).body;
      const before = await list();
      const refusals = [
        await chat({ message: 'x'.repeat(20_001) }),
        await chat({ message: '' }),
        await chat({ message: 'Hello', space: 7 }),
      ];
      expect(refusals.map(({ status }) => status)).toEqual([413, 400, 400]);
      expect(await list()).toEqual(before);
    });

    it('that breaks off says where the message is kept', async () => {
      shared.fake.behave({ kind: 'cut', afterTokens: 2 });
      const reply = await chat({ message: 'Keep this', sessionId: shared.session });
      expectProblem(reply, 502, 'model_cut');
      const [question, answer] = await shared.running.api.history(shared.session);
      expect(question).toMatchObject({ text: 'Keep this' });
      expect(reply.body).toMatchObject({
        sessionId: shared.session,
        messageId: answer?.id,
        partial: true,
      });
    });
  });
});
