import { randomUUID } from 'node:crypto';
import { type StreamedEvent, streamedText, streamOf } from '../../test/support/api-client.js';
import { chatWithFakeModel } from '../../test/support/chat-with-fake-model.js';
import { expectProblem } from '../../test/support/expect-problem.js';
import { poll } from '../../test/support/poll.js';
import { someUser } from '../../test/support/some-user.js';
import { StreamsService } from './streams/index.js';
import { TurnsService } from './turns.service.js';

const names = (events: readonly StreamedEvent[]) => events.map(({ event }) => event);

describe('an unfinished answer that is continued', () => {
  const shared = chatWithFakeModel({ kind: 'answer', text: 'that goes on.' });

  /** An answer that broke off. @returns its id, and its events. */
  async function broken() {
    shared.fake.next({ kind: 'cut', afterTokens: 2 });
    const events = await streamOf(shared.running.api.send(shared.session, 'Hello'));
    return { id: String(events[0]?.data['messageId']), events };
  }
  const goOn = (id: string) => streamOf(shared.running.api.continue(id));
  const refusal = (id: string) => shared.running.api.call('POST', `/api/streams/${id}/continue`);
  const answers = async () => (await shared.running.api.history(shared.session)).slice(1);

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
    const sent =
      shared.fake.lastRequest?.messages.map(({ role, content }) => [role, content]) ?? [];
    expect(sent.slice(1)).toEqual([
      ['user', 'Hello'],
      ['assistant', 'A scripted'],
      ['user', expect.stringMatching(/^Your last answer was cut off/)],
    ]);
    const { body } = await shared.running.api.call<{
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
    shared.fake.behave({ kind: 'answer', text: 'that goes on.', holdAfter: 1 });
    const going = goOn(id);
    await poll('the middle', () => shared.fake.held > 0, { withinMs: 10_000 });
    const asked = vi.spyOn(StreamsService.prototype, 'read');
    const readers = [
      streamOf(shared.running.api.read(id)),
      streamOf(shared.running.api.read(id, events.at(-1)?.id)),
    ];
    await poll('the readers', () => asked.mock.results.length > 1, { withinMs: 10_000 });
    asked.mockRestore();
    shared.fake.release();
    for (const reader of [going, ...readers]) {
      const told = await reader;
      expect(names(told)[0]).toBe('meta');
      expect(streamedText(told)).toBe('A scripted that goes on.');
      expect(Number(told[0]?.id?.split(':')[1])).toBeGreaterThan(100_000);
    }
  });

  it('is made once for two who ask at the same time', async () => {
    const { id } = await broken();
    const { calls } = shared.fake;
    shared.fake.next({ kind: 'answer', text: 'that goes on.', holdAfter: 1 });
    const both = [shared.running.api.continue(id), shared.running.api.continue(id)];
    // Both are listening before the answer may come to its end.
    for (const { value } of await Promise.all(both.map((events) => events.next())))
      expect(value).toMatchObject({ event: 'meta' });
    await poll('the middle', () => shared.fake.held > 0, { withinMs: 10_000 });
    shared.fake.release();
    for (const events of await Promise.all(both.map(streamOf)))
      expect(streamedText(events)).toBe('A scripted that goes on.');
    expect(shared.fake.calls).toBe(calls + 1);
  });

  it('keeps what is there when it breaks off again, and may be continued again', async () => {
    const { id } = await broken();
    shared.fake.next({ kind: 'cut', afterTokens: 1 }, { kind: 'status', status: 401 });
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
    shared.fake.next({ kind: 'answer', text: 'one two', holdAfter: 1 });
    const sending = streamOf(shared.running.api.send(shared.session, 'Hello'));
    await poll('the middle', () => shared.fake.held > 0, { withinMs: 10_000 });
    const [answer] = await answers();
    const id = String(answer?.id);
    const stop = () => shared.running.api.call('POST', `/api/streams/${id}/stop`);
    await stop();
    await sending;
    shared.fake.next({ kind: 'answer', text: 'and more', holdAfter: 1 });
    const going = goOn(id);
    await poll('the middle', () => shared.fake.held > 0, { withinMs: 10_000 });
    await stop();
    await going;
    shared.fake.next({ kind: 'answer', text: 'and', finish: 'length' });
    await goOn(id);
    await goOn(id);
    const text = 'one and and that goes on.';
    expect(await answers()).toMatchObject([{ id, status: 'complete', text }]);
  });

  it('is not one that is whole, empty, or built upon', async () => {
    const whole = await streamOf(shared.running.api.send(shared.session, 'Hello'));
    expectProblem(await refusal(String(whole[0]?.data['messageId'])), 409, 'not_continuable');
    shared.fake.next({ kind: 'status', status: 401 });
    const empty = await streamOf(shared.running.api.send(shared.session, 'Hello'));
    expectProblem(await refusal(String(empty[0]?.data['messageId'])), 409, 'not_continuable');
    const { id } = await broken();
    await streamOf(shared.running.api.send(shared.session, 'Never mind.'));
    expectProblem(await refusal(id), 409, 'not_continuable');
  });

  it("is not somebody else's, nor a question, nor nothing", async () => {
    const { id, events } = await broken();
    const somebody = await someUser(shared.running.app);
    const turns = shared.running.app.get(TurnsService, { strict: false });
    await expect(turns.continue(somebody, id)).rejects.toMatchObject({ code: 'not_found' });
    expectProblem(await refusal(String(events[0]?.data['userMessageId'])), 404, 'not_found');
    expectProblem(await refusal(randomUUID()), 404, 'not_found');
    expectProblem(await refusal('x'), 400, 'validation_failed');
  });
});
