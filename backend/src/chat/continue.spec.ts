import { randomUUID } from 'node:crypto';
import { type StreamedEvent, streamedText, streamOf } from '../../test/support/api-client.js';
import { expectProblem } from '../../test/support/expect-problem.js';
import { FakeOpenAiServer } from '../../test/support/fake-openai-server.js';
import { poll } from '../../test/support/poll.js';
import { RunningApp } from '../../test/support/running-app.js';
import { someUser } from '../../test/support/some-user.js';
import { TurnsService } from './turns.service.js';

const names = (events: readonly StreamedEvent[]) => events.map(({ event }) => event);

describe('an unfinished answer that is continued', () => {
  let fake: FakeOpenAiServer;
  let running: RunningApp;
  let session: string;
  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    running = await RunningApp.start({ ...fake.environment });
  });
  afterAll(async () => {
    await running.stop();
    await fake.stop();
  });
  beforeEach(async () => {
    fake.behave({ kind: 'answer', text: 'that goes on.' });
    session = await running.api.createSession();
  });

  /** An answer that broke off. @returns its id, and its events. */
  async function broken() {
    fake.next({ kind: 'cut', afterTokens: 2 });
    const events = await streamOf(running.api.send(session, 'Hello'));
    return { id: String(events[0]?.data['messageId']), events };
  }
  const goOn = (id: string) => streamOf(running.api.continue(id));
  const refusal = (id: string) => running.api.call('POST', `/api/streams/${id}/continue`);
  const answers = async () => (await running.api.history(session)).slice(1);

  it('keeps its text and its id, and is told with both', async () => {
    const { id, events } = await broken();
    const again = await goOn(id);
    expect(names(again).slice(0, 3)).toEqual(['meta', 'memory', 'token']);
    expect(again[0]?.data).toEqual(events[0]?.data);
    expect(streamedText(again)).toBe('A scripted that goes on.');
    expect(again.at(-1)).toMatchObject({ event: 'done', data: { finishReason: 'stop' } });
    const whole = { id, status: 'complete', text: 'A scripted that goes on.', error: null };
    expect(await answers()).toMatchObject([whole]);
  });

  it('is shown to the model with what it answers, and this is on the receipt', async () => {
    const { id } = await broken();
    await goOn(id);
    const sent = fake.lastRequest?.messages.map(({ role, content }) => [role, content]) ?? [];
    expect(sent.slice(1)).toEqual([
      ['user', 'Hello'],
      ['assistant', 'A scripted'],
      ['user', expect.stringMatching(/^Your last answer was cut off/)],
    ]);
    const { body } = await running.api.call<{
      prompt: { role: string; text: string; tokens: number }[];
      exact: boolean;
      tokens: Record<string, number>;
    }>('GET', `/api/messages/${id}/receipt`);
    expect(body.prompt.map(({ role, text }) => [role, text])).toEqual(sent);
    expect(body.exact).toBe(true);
    const inAll = Object.values(body.tokens).reduce((sum, tokens) => sum + tokens, 0);
    expect(body.prompt.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(inAll);
  });

  it('is told anew to who was there before, and to who comes in the middle', async () => {
    const { id, events } = await broken();
    fake.behave({ kind: 'answer', text: 'that goes on.', holdAfter: 1 });
    const going = goOn(id);
    await poll('the middle', () => fake.held > 0, { withinMs: 10_000 });
    const readers = [
      streamOf(running.api.read(id)),
      streamOf(running.api.read(id, events.at(-1)?.id)),
    ];
    fake.release();
    for (const reader of [going, ...readers]) {
      const told = await reader;
      expect(names(told)[0]).toBe('meta');
      expect(streamedText(told)).toBe('A scripted that goes on.');
      expect(Number(told[0]?.id?.split(':')[1])).toBeGreaterThan(100_000);
    }
  });

  it('is made once for two who ask at the same time', async () => {
    const { id } = await broken();
    const { calls } = fake;
    fake.next({ kind: 'answer', text: 'that goes on.', holdAfter: 1 });
    const both = [running.api.continue(id), running.api.continue(id)];
    // Both are listening before the answer may come to its end.
    for (const { value } of await Promise.all(both.map((events) => events.next())))
      expect(value).toMatchObject({ event: 'meta' });
    await poll('the middle', () => fake.held > 0, { withinMs: 10_000 });
    fake.release();
    for (const events of await Promise.all(both.map(streamOf)))
      expect(streamedText(events)).toBe('A scripted that goes on.');
    expect(fake.calls).toBe(calls + 1);
  });

  it('keeps what is there when it breaks off again, and may be continued again', async () => {
    const { id } = await broken();
    fake.next({ kind: 'cut', afterTokens: 1 }, { kind: 'status', status: 401 });
    const again = await goOn(id);
    expect(again.at(-2)).toMatchObject({ event: 'error', data: { partial: true } });
    expect(await answers()).toMatchObject([{ status: 'failed', text: 'A scripted A' }]);
    await goOn(id);
    expect(await answers()).toMatchObject([{ status: 'failed', text: 'A scripted A' }]);
    await goOn(id);
    const whole = 'A scripted A that goes on.';
    expect(await answers()).toMatchObject([{ id, status: 'complete', text: whole }]);
  });

  it('may have been stopped, now and before, or have reached its limit', async () => {
    fake.next({ kind: 'answer', text: 'one two', holdAfter: 1 });
    const sending = streamOf(running.api.send(session, 'Hello'));
    await poll('the middle', () => fake.held > 0, { withinMs: 10_000 });
    const [answer] = await answers();
    const id = String(answer?.id);
    const stop = () => running.api.call('POST', `/api/streams/${id}/stop`);
    await stop();
    await sending;
    fake.next({ kind: 'answer', text: 'and more', holdAfter: 1 });
    const going = goOn(id);
    await poll('the middle', () => fake.held > 0, { withinMs: 10_000 });
    await stop();
    await going;
    fake.next({ kind: 'answer', text: 'and', finish: 'length' });
    await goOn(id);
    await goOn(id);
    const text = 'one and and that goes on.';
    expect(await answers()).toMatchObject([{ id, status: 'complete', text }]);
  });

  it('is not one that is whole, empty, or built upon', async () => {
    const whole = await streamOf(running.api.send(session, 'Hello'));
    expectProblem(await refusal(String(whole[0]?.data['messageId'])), 409, 'not_continuable');
    fake.next({ kind: 'status', status: 401 });
    const empty = await streamOf(running.api.send(session, 'Hello'));
    expectProblem(await refusal(String(empty[0]?.data['messageId'])), 409, 'not_continuable');
    const { id } = await broken();
    await streamOf(running.api.send(session, 'Never mind.'));
    expectProblem(await refusal(id), 409, 'not_continuable');
  });

  it("is not somebody else's, nor a question, nor nothing", async () => {
    const { id, events } = await broken();
    const somebody = await someUser(running.app);
    const turns = running.app.get(TurnsService, { strict: false });
    await expect(turns.continue(somebody, id)).rejects.toMatchObject({ code: 'not_found' });
    expectProblem(await refusal(String(events[0]?.data['userMessageId'])), 404, 'not_found');
    expectProblem(await refusal(randomUUID()), 404, 'not_found');
    expectProblem(await refusal('x'), 400, 'validation_failed');
  });
});
