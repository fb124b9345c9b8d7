import { DataSource } from 'typeorm';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { RunningApp } from '../../test/support/running-app.js';
import { someUser } from '../../test/support/some-user.js';
import { newId } from '../shared/index.js';
import { SessionsService } from '../sessions/index.js';
import { AnswerStreams, type Checkpoint } from './answer-streams.js';
import { MessagesService } from './messages.service.js';

describeOnEachDatabase('answers that are being made', (database) => {
  let running: RunningApp;
  let source: DataSource;
  let streams: AnswerStreams;
  let userId: string;
  let answerId: string;
  beforeAll(async () => {
    running = await RunningApp.start({ ...(await database.settings()) });
    source = running.app.get(DataSource);
    streams = running.app.get(AnswerStreams, { strict: false });
  });
  afterAll(() => running.stop());
  beforeEach(async () => {
    await source.query('DELETE FROM messages');
    userId = await someUser(running.app);
    const { id } = await running.app.get(SessionsService, { strict: false }).create(userId);
    answerId = newId();
    await source.query(
      `INSERT INTO messages (id, user_id, session_id, depth, role, text, status, created_at)
       VALUES ($1, $2, $3, 2, 'assistant', '', 'streaming', now())`,
      [answerId, userId, id],
    );
  });

  const checkpoint = (more: Partial<Checkpoint> = {}): Checkpoint => {
    const context = {
      memories: [],
      history: { sent: 0, leftOut: 0 },
      promptTokens: 1,
      degraded: [],
    };
    return { answerId, userId, sequence: 3, text: 'half', model: 'm', context, ...more };
  };
  const end = { finishReason: 'stop', failure: null, usage: null, model: 'm', context: null };
  const silentFor = (seconds: number) =>
    source.query(
      `UPDATE answer_streams SET beat_at = now() - $2 * interval '1 second' WHERE answer_id = $1`,
      [answerId, seconds],
    );
  const status = async () => (await streams.look(userId, answerId))?.answer.status;

  it('are kept as they grow, and seen by their user only', async () => {
    expect(await streams.look(userId, answerId)).toMatchObject({ sequence: 0, isAlive: true });
    expect(await streams.save([checkpoint()])).toEqual([{ answerId, isRead: false }]);
    expect(await streams.look(userId, answerId)).toMatchObject({
      answer: { text: 'half', model: 'm', context: { promptTokens: 1 }, status: 'streaming' },
      sequence: 3,
      isAlive: true,
    });
    expect(await streams.look(await someUser(running.app), answerId)).toBeUndefined();
    expect(await streams.look(userId, newId())).toBeUndefined();
  });

  it('keep what they were made from where a later checkpoint does not know it', async () => {
    await streams.save([checkpoint()]);
    await streams.save([checkpoint({ sequence: 100_000, model: null, context: null })]);
    const { answer } = (await streams.look(userId, answerId))!;
    expect(answer).toMatchObject({ model: 'm', context: { promptTokens: 1 } });
  });

  it('are not kept any more once they have ended, or for somebody else', async () => {
    const somebody = await someUser(running.app);
    expect(await streams.save([checkpoint({ userId: somebody })])).toEqual([]);
    await streams.save([checkpoint()]);
    await running.app
      .get(MessagesService, { strict: false })
      .finish(userId, answerId, { ...end, text: 'whole', status: 'complete' });
    expect(await streams.save([checkpoint()])).toEqual([]);
    expect(await streams.beat([answerId])).toEqual([]);
    expect((await streams.look(userId, answerId))?.answer.text).toBe('whole');
  });

  it('hear of readers and of stops elsewhere', async () => {
    await streams.save([checkpoint()]);
    expect(await streams.askedToStop([answerId])).toEqual([]);
    await streams.noteReader(answerId);
    await streams.askToStop(await someUser(running.app), answerId);
    expect(await streams.askedToStop([answerId])).toEqual([]);
    await streams.askToStop(userId, answerId);
    expect(await streams.beat([answerId])).toEqual([{ answerId, isRead: true }]);
    expect(await streams.askedToStop([answerId])).toEqual([answerId]);
    expect(await streams.askedToStop([newId()])).toEqual([]);
  });

  it('are asked to stop before anything of them is kept', async () => {
    await streams.askToStop(userId, answerId);
    await streams.save([checkpoint()]);
    expect(await streams.askedToStop([answerId])).toEqual([answerId]);
  });

  it('are interrupted when their process gave no sign of life for a while, and keep their text', async () => {
    await streams.save([checkpoint()]);
    await silentFor(10);
    expect(await streams.interruptOrphans([])).toBe(0);
    await silentFor(16);
    expect(await streams.look(userId, answerId)).toMatchObject({ isAlive: false });
    await streams.beat([answerId]);
    expect(await streams.interruptOrphans([])).toBe(0);
    await silentFor(16);
    expect(await streams.interruptOrphans([])).toBe(1);
    expect(await status()).toBe('interrupted');
    expect((await streams.look(userId, answerId))?.answer).toMatchObject({
      text: 'half',
      failure: { code: 'process_died', retryable: true },
    });
    expect(await streams.interruptOrphans([])).toBe(0);
  });

  it('are interrupted, too, when nothing was ever kept of them', async () => {
    expect(await streams.interruptOrphans([])).toBe(0);
    await source.query(`UPDATE messages SET created_at = now() - interval '1 minute'`);
    expect(await streams.interruptOrphans([])).toBe(1);
  });

  it('are left alone by whoever makes them', async () => {
    await streams.save([checkpoint()]);
    expect(await streams.interruptAll([answerId])).toBe(0);
    expect(await status()).toBe('streaming');
  });

  it('are what their process says, also when it was thought dead', async () => {
    await streams.save([checkpoint()]);
    await streams.interruptAll([]);
    expect(await streams.beat([answerId])).toEqual([]);
    expect(await streams.revive([answerId, newId()])).toEqual([answerId]);
    expect(await streams.beat([answerId])).toEqual([{ answerId, isRead: false }]);
    await streams.interruptAll([]);
    await running.app
      .get(MessagesService, { strict: false })
      .finish(userId, answerId, { ...end, text: 'whole', status: 'complete' });
    const { answer } = (await streams.look(userId, answerId)) ?? {};
    expect(answer).toMatchObject({ status: 'complete', text: 'whole', failure: null });
    expect(await streams.revive([answerId])).toEqual([]);
  });

  it('have a sign of life again once their process says so, also where there was none', async () => {
    await streams.interruptAll([]);
    await streams.revive([answerId]);
    expect(await streams.beat([answerId])).toEqual([{ answerId, isRead: false }]);
    await streams.interruptAll([]);
    await streams.revive([answerId]);
    expect(await streams.interruptOrphans([])).toBe(0);
  });

  it('are all interrupted where nobody else can make them, whatever the clock says', async () => {
    await streams.save([checkpoint()]);
    await silentFor(-60);
    expect(await streams.interruptAll([])).toBe(1);
  });
});
