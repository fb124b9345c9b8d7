import { randomUUID } from 'node:crypto';
import { type StreamedEvent, streamedText, streamOf } from '../../../test/support/api-client.js';
import { chatWithFakeModel } from '../../../test/support/chat-with-fake-model.js';
import { expectProblem } from '../../../test/support/expect-problem.js';
import { poll } from '../../../test/support/poll.js';
import { someUser } from '../../../test/support/some-user.js';
import { AnswerStreams } from '../../messages/index.js';
import { StreamsService } from './streams.service.js';

const within = { withinMs: 10_000 };

describe('a stream that is read again', () => {
  const shared = chatWithFakeModel({ kind: 'answer', text: 'one two three four', holdAfter: 2 });

  /** Sends a message and comes back once the model holds with half of the answer said. */
  async function begin() {
    const held = shared.fake.held;
    const events: StreamedEvent[] = [];
    const all = (async () => {
      for await (const event of shared.running.api.send(shared.session, 'Count, please.'))
        events.push(event);
      return events;
    })();
    await poll('half', () => shared.fake.held > held && streamedText(events) === 'one two', within);
    return { id: String(events[0]?.data['streamId']), events, all };
  }
  const names = (events: readonly StreamedEvent[]) => events.map(({ event }) => event);
  const refusal = (id: string, lastEventId: string) => shared.running.api.readFrom(id, lastEventId);

  it('is told from its beginning, and followed to its end', async () => {
    const { id, all } = await begin();
    const reading = shared.running.api.read(id);
    const first = await reading.next();
    shared.fake.release();
    const [events, later] = await Promise.all([all, streamOf(reading)]);
    const again = [first.value as StreamedEvent, ...later];
    expect(names(again).slice(0, 3)).toEqual(['meta', 'memory', 'token']);
    expect(again[0]).toEqual(events[0]);
    expect(streamedText(again)).toBe('one two three four');
    expect(again.at(-1)).toEqual(events.at(-1));
  });

  it('is told from after the last event that arrived, nothing lost and nothing twice', async () => {
    const { id, events, all } = await begin();
    const before = events.slice(0, 2);
    const reading = shared.running.api.read(id, before.at(-1)?.id);
    // Once something has come, it is being read while the answer is not at its end.
    const { value: first } = await reading.next();
    shared.fake.release();
    const rest = [first as StreamedEvent, ...(await streamOf(reading))];
    expect(streamedText([...before, ...rest])).toBe('one two three four');
    expect(names(rest)).not.toContain('meta');
    expect(rest.at(-1)).toEqual((await all).at(-1));
  });

  it('has one `done` with the stored text once it has ended', async () => {
    const { id, all } = await begin();
    shared.fake.release();
    const events = await all;
    const usage = expect.any(Object) as unknown;
    const end = {
      event: 'done',
      data: { finishReason: 'stop', usage, text: 'one two three four' },
    };
    await poll(
      'the end',
      async () => names(await streamOf(shared.running.api.read(id, `${id}:3`))).length === 1,
      within,
    );
    const rest = await streamOf(shared.running.api.read(id, `${id}:3`));
    expect(rest).toMatchObject([end]);
    const whole = await streamOf(shared.running.api.read(id));
    expect(names(whole)).toEqual(['meta', 'memory', 'token', 'done']);
    expect(whole[0]?.data).toEqual(events[0]?.data);
  });

  it('is kept while it grows, with what it is made from', async () => {
    const { id, all } = await begin();
    const kept = async () => (await shared.running.api.history(shared.session)).at(-1);
    await poll('a checkpoint', async () => (await kept())?.text === 'one two', within);
    expect(await kept()).toMatchObject({ id, status: 'streaming', model: 'fake-model' });
    shared.fake.release();
    await all;
    expect(await kept()).toMatchObject({ status: 'complete', text: 'one two three four' });
  });

  it('goes on when it cannot be kept for a while, and is kept at its end', async () => {
    const save = vi
      .spyOn(AnswerStreams.prototype, 'save')
      .mockRejectedValue(new Error('no database'));
    const { all } = await begin();
    await poll('a failure', () => save.mock.calls.length > 0, within);
    shared.fake.release();
    await all;
    save.mockRestore();
    const [, answer] = await shared.running.api.history(shared.session);
    expect(answer).toMatchObject({ status: 'complete', text: 'one two three four' });
  });

  it('tells with its end why it failed', async () => {
    shared.fake.next({ kind: 'cut', afterTokens: 2 });
    const events = await streamOf(shared.running.api.send(shared.session, 'Hello'));
    const id = String(events[0]?.data['streamId']);
    await expect(streamOf(shared.running.api.read(id, `${id}:3`))).resolves.toMatchObject([
      { event: 'error', data: { code: 'model_cut', partial: true } },
      { event: 'done', data: { finishReason: 'error', text: 'A scripted' } },
    ]);
  });

  it.each([
    ['words', 'the last one', 'last_event_id_malformed'],
    ['no number', `${randomUUID()}:`, 'last_event_id_malformed'],
    ['number 0', `${randomUUID()}:0`, 'last_event_id_malformed'],
    ['a number beyond all', `${randomUUID()}:9999999999`, 'last_event_id_malformed'],
    ['another stream', `${randomUUID()}:3`, 'last_event_id_foreign'],
    ['another stream, as events have it', `${randomUUID().slice(-8)}:3`, 'last_event_id_foreign'],
  ])('is refused with a Last-Event-ID of %s', async (_, lastEventId, code) => {
    const { id, all } = await begin();
    expectProblem(await refusal(id, lastEventId), 400, code);
    shared.fake.release();
    await all;
    expectProblem(await refusal(id, lastEventId), 400, code);
  });

  it('is refused with a Last-Event-ID that it has not come to', async () => {
    const { id, all } = await begin();
    expectProblem(await refusal(id, `${id}:99`), 400, 'last_event_id_ahead');
    shared.fake.release();
    await all;
    expectProblem(await refusal(id, `${id}:99`), 400, 'last_event_id_ahead');
  });

  it('is there for nobody else, nor under another id', async () => {
    const { id, all } = await begin();
    const other = await someUser(shared.running.app);
    const streams = shared.running.app.get(StreamsService, { strict: false });
    const notFound = { code: 'not_found', status: 404 };
    await expect(streams.read(other, id)).rejects.toMatchObject(notFound);
    // Not even that the id is right.
    await expect(streams.read(other, id, `${id}:99`)).rejects.toMatchObject(notFound);
    shared.fake.release();
    const userMessageId = String((await all)[0]?.data['userMessageId']);
    await expect(streams.read(other, id)).rejects.toMatchObject(notFound);
    expectProblem(await refusal(randomUUID(), ''), 404, 'not_found');
    expectProblem(await refusal(userMessageId, ''), 404, 'not_found');
    expectProblem(await refusal('not-an-id', ''), 400, 'validation_failed');
  });
});
