import { DataSource } from 'typeorm';
import { type StreamedEvent, streamedText, streamOf } from '../../../test/support/api-client.js';
import { describeOnPostgres } from '../../../test/support/describe-on-database.js';
import { expectProblem } from '../../../test/support/expect-problem.js';
import { FakeOpenAiServer } from '../../../test/support/fake-openai-server.js';
import { poll } from '../../../test/support/poll.js';
import { RunningApp } from '../../../test/support/running-app.js';
import { someUser } from '../../../test/support/some-user.js';
import { AnswerStreams } from '../../messages/index.js';
import { RunningTurn } from '../running-turn.js';
import { TurnsService } from '../turns.service.js';
import { StreamsService } from './streams.service.js';

const within = { withinMs: 15_000 };

describeOnPostgres('a stream that another process makes', (database) => {
  let fake: FakeOpenAiServer;
  let maker: RunningApp;
  let other: RunningApp;
  let session: string;
  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    const environment = { ...fake.environment, ...(await database.settings()) };
    maker = await RunningApp.start(environment);
    other = await RunningApp.start(environment);
  });
  afterAll(async () => {
    await other.stop();
    await maker.stop();
    await fake.stop();
  });
  beforeEach(async () => {
    fake.behave({ kind: 'answer', text: 'one two three four', holdAfter: 2 });
    session = await maker.api.createSession();
  });
  afterEach(() => vi.restoreAllMocks());

  /** Sends a message and comes back once the model holds with half of the answer said. */
  async function begin(requestId?: string) {
    const held = fake.held;
    const events: StreamedEvent[] = [];
    const all = (async () => {
      for await (const event of maker.api.send(session, 'Count, please.', requestId))
        events.push(event);
      return events;
    })();
    await poll('half', () => fake.held > held && streamedText(events) === 'one two', within);
    return { id: String(events[0]?.data['streamId']), events, all };
  }

  /** Reads in the background. */
  function read(events: AsyncIterable<StreamedEvent>) {
    const heard: StreamedEvent[] = [];
    const all = (async () => {
      for await (const event of events) heard.push(event);
      return heard;
    })();
    return { heard, all };
  }
  const names = (events: readonly StreamedEvent[]) => events.map(({ event }) => event);
  const last = async () => (await other.api.history(session)).at(-1);

  it('is followed from its beginning to its end', async () => {
    const { id, all } = await begin();
    const { heard, all: whole } = read(other.api.read(id));
    await poll('what is kept', () => streamedText(heard) === 'one two', within);
    // What is kept may be told in one piece or two, as it happens to be looked at.
    expect([...new Set(names(heard))]).toEqual(['meta', 'memory', 'token']);
    fake.release();
    const [made, followed] = await Promise.all([all, whole]);
    expect(streamedText(followed)).toBe('one two three four');
    expect(followed[0]).toEqual(made[0]);
    expect(followed.at(-1)).toMatchObject({ event: 'done', data: made.at(-1)?.data });
  });

  it('is taken up where its own process was left, and there again', async () => {
    const { id, events, all } = await begin();
    await poll('a checkpoint', async () => (await last())?.text === 'one two', within);
    const look = vi.spyOn(AnswerStreams.prototype, 'look');
    const { heard } = read(other.api.read(id, events.at(-1)?.id));
    await poll('the reader to be there', () => look.mock.calls.length > 2, within);
    const asked = vi.spyOn(StreamsService.prototype, 'read');
    const back = read(maker.api.read(id, events.at(-1)?.id));
    await poll('the other reader, too', () => asked.mock.results.length > 0, within);
    fake.release();
    await all;
    await poll('the end', () => names(heard).includes('done'), within);
    expect(names(heard)).not.toContain('meta');
    expect(streamedText(heard)).toBe(' three four');
    expect(streamedText(await back.all)).toBe(' three four');
  });

  it('is told by the same request, too', async () => {
    const requestId = '0197a1b2-0000-7000-8000-000000000001';
    const { all } = await begin(requestId);
    const again = read(other.api.send(session, 'Count, please.', requestId));
    await poll('what is kept', () => streamedText(again.heard) === 'one two', within);
    fake.release();
    await all;
    expect(streamedText(await again.all)).toBe('one two three four');
  });

  it('is stopped there, and its text kept', async () => {
    const { id, all } = await begin();
    const before = fake.closedSockets;
    const stop = () => other.api.call('POST', `/api/streams/${id}/stop`);
    expect((await stop()).status).toBe(204);
    expect(fake.closedSockets).toBe(before + 1);
    expect(await last()).toMatchObject({ status: 'stopped', text: 'one two' });
    expect((await all).at(-1)?.data).toMatchObject({ finishReason: 'stopped' });
    expect((await stop()).status).toBe(204);
  });

  it('is not stopped by anybody else', async () => {
    const { id, all } = await begin();
    const somebody = await someUser(other.app);
    const turns = other.app.get(TurnsService, { strict: false });
    await expect(turns.stop(somebody, id)).rejects.toMatchObject({ code: 'not_found' });
    fake.release();
    expect((await all).at(-1)?.data).toMatchObject({ finishReason: 'stop' });
  });

  it('ends when its conversation is deleted there', async () => {
    const { id, all } = await begin();
    const { all: followed } = read(other.api.read(id));
    await other.api.call('DELETE', `/api/sessions/${session}`);
    expect((await all).at(-1)?.data).toMatchObject({ finishReason: 'stopped' });
    expect(names(await followed).at(-1)).toBe('done');
    const gone = await fetch(`${other.url}/api/streams/${id}`);
    const contentType = gone.headers.get('content-type') ?? '';
    expectProblem({ status: gone.status, contentType, body: await gone.json() }, 404, 'not_found');
  });

  it('is told that somebody reads it elsewhere', async () => {
    const { id, all } = await begin();
    const hear = vi.spyOn(RunningTurn.prototype, 'hearReader');
    const { all: followed } = read(other.api.read(id));
    await poll('the reader to be heard of', () => hear.mock.calls.length > 0, within);
    fake.release();
    await Promise.all([all, followed]);
  });

  it('keeps nobody from stopping who only follows it', async () => {
    const { id, all } = await begin();
    const third = await RunningApp.start({ ...fake.environment, ...(await database.settings()) });
    const { heard, all: followed } = read(third.api.read(id));
    await poll('what is kept', () => streamedText(heard) === 'one two', within);
    await third.stop();
    expect(names(await followed)).not.toContain('done');
    fake.release();
    expect((await all).at(-1)?.data).toMatchObject({ finishReason: 'stop' });
  });

  it('is left alone while its process lives, and marked once that is dead', async () => {
    const { id, all } = await begin();
    const streams = other.app.get(AnswerStreams, { strict: false });
    const source = other.app.get(DataSource);
    await poll('a checkpoint', async () => (await last())?.text === 'one two', within);
    await expect(streams.interruptOrphans([])).resolves.toBe(0);
    // As if the process were dead: nobody looks after its turns any more.
    vi.spyOn(AnswerStreams.prototype, 'save').mockResolvedValue([{ answerId: id, isRead: false }]);
    vi.spyOn(AnswerStreams.prototype, 'beat').mockResolvedValue([{ answerId: id, isRead: false }]);
    const { all: followed } = read(other.api.read(id));
    expectProblem(await other.api.readFrom(id, `${id}:99999`), 400, 'last_event_id_ahead');
    const longAgo = `UPDATE answer_streams SET beat_at = now() - interval '1 minute' WHERE answer_id = $1`;
    await source.query(longAgo, [id]);
    const end = await followed;
    expect(streamedText(end)).toBe('one two');
    expect(end.at(-1)).toMatchObject({ event: 'done', data: { finishReason: 'interrupted' } });
    expect(await last()).toMatchObject({ status: 'interrupted', text: 'one two' });
    // What was told further than it is kept is no fault of the reader.
    const back = await streamOf(other.api.read(id, `${id}:99`));
    expect(back).toMatchObject([
      { event: 'error', data: { code: 'process_died', retryable: true, partial: true } },
      { event: 'done', data: { text: 'one two' } },
    ]);
    expectProblem(await other.api.readFrom(id, `${id}:99999`), 400, 'last_event_id_ahead');
    fake.release();
    await all;
  });
});
