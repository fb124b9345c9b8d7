import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type StreamedEvent, streamOf } from '../../test/support/api-client.js';
import { chatWithFakeModel } from '../../test/support/chat-with-fake-model.js';
import { expectProblem } from '../../test/support/expect-problem.js';
import { poll } from '../../test/support/poll.js';
import { RunningApp } from '../../test/support/running-app.js';
import { someUser } from '../../test/support/some-user.js';
import { MessagesService } from '../messages/index.js';
import { LOCAL_USER_ID } from '../users/index.js';
import { TurnsService } from './turns.service.js';

describe('a running turn', () => {
  const shared = chatWithFakeModel({ kind: 'answer', text: 'one two three four', holdAfter: 2 });

  const within = { withinMs: 10_000 };
  const hangsUp = async (act: () => Promise<unknown>) => {
    const before = shared.fake.closedSockets;
    const result = await act();
    await poll('the model to be hung up', () => shared.fake.closedSockets > before, within);
    return result;
  };

  /** Sends a message and comes back once the model holds with half of the answer said. */
  async function begin(app = shared.running, to = shared.session) {
    const held = shared.fake.held;
    const events: StreamedEvent[] = [];
    const all = (async () => {
      for await (const event of app.api.send(to, 'Count, please.')) events.push(event);
      return events;
    })();
    await poll('half an answer', () => shared.fake.held > held && events.length > 2, within);
    return { id: String(events[0]?.data['streamId']), all };
  }
  const stop = (id: string) => shared.running.api.call('POST', `/api/streams/${id}/stop`);

  it('is stopped, keeps its text and hangs up; a second time changes nothing', async () => {
    const { id, all } = await begin();
    await hangsUp(async () => expect((await stop(id)).status).toBe(204));
    const events = await all;
    expect(events.map(({ event }) => event)).not.toContain('error');
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { finishReason: 'stopped' } });
    const kept = { id, status: 'stopped', text: 'one two' };
    // It is kept already when the stop is answered.
    expect((await shared.running.api.history(shared.session))[1]).toMatchObject(kept);
    expect((await stop(id)).status).toBe(204);
    expect((await shared.running.api.history(shared.session))[1]).toMatchObject(kept);
  });

  it('is not stopped by anybody else, nor found under another id', async () => {
    const { id, all } = await begin();
    const other = await someUser(shared.running.app);
    const turns = shared.running.app.get(TurnsService, { strict: false });
    await expect(turns.stop(other, id)).rejects.toMatchObject({ code: 'not_found' });
    expectProblem(await stop(randomUUID()), 404, 'not_found');
    expectProblem(await stop('not-an-id'), 400, 'validation_failed');
    shared.fake.release();
    expect((await all).at(-1)?.data).toMatchObject({ finishReason: 'stop' });
    await expect(turns.stop(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(turns.stop(LOCAL_USER_ID, id)).resolves.toBeUndefined();
  });

  it('goes on when the one who asked goes away', async () => {
    const controller = new AbortController();
    const response = await fetch(`${shared.running.url}/api/sessions/${shared.session}/messages`, {
      method: 'POST',
      body: JSON.stringify({ text: 'Count, please.' }),
      headers: { 'Content-Type': 'application/json' },
      signal: controller.signal,
    });
    await poll('half an answer', () => shared.fake.held > 0, within);
    controller.abort();
    await expect(response.text()).rejects.toThrow();
    shared.fake.release();
    const last = async () => (await shared.running.api.history(shared.session)).at(-1);
    await poll('the whole answer', async () => (await last())?.status === 'complete', within);
    expect(await last()).toMatchObject({ text: 'one two three four' });
  });

  it.each<[string, string]>([
    ['cleared', '/messages'],
    ['deleted', ''],
  ])('ends and leaves nothing when its conversation is %s', async (_, path) => {
    const { all } = await begin();
    await hangsUp(() =>
      shared.running.api.call('DELETE', `/api/sessions/${shared.session}${path}`),
    );
    expect((await all).at(-1)?.data).toMatchObject({ finishReason: 'stopped' });
    for (const table of ['messages', 'memories'])
      await expect(
        shared.running.app
          .get(DataSource)
          .query(`SELECT 1 FROM ${table} WHERE session_id = $1`, [shared.session]),
      ).resolves.toEqual([]);
  });

  it('tells when its answer could not be kept', async () => {
    const messages = shared.running.app.get(MessagesService, { strict: false });
    const finish = vi.spyOn(messages, 'finish').mockRejectedValue(new Error('no database'));
    shared.fake.behave({ kind: 'answer' });
    const events = await streamOf(shared.running.api.send(shared.session, 'Hello'));
    finish.mockRestore();
    expect(events.at(-2)?.data).toMatchObject({ code: 'answer_not_kept', partial: true });
  });

  it('is interrupted when the server stops, keeps its text, and is refused from then on', async () => {
    const app = await RunningApp.start({ ...shared.fake.environment });
    const to = await app.api.createSession();
    const { id, all } = await begin(app, to);
    const turns = app.app.get(TurnsService, { strict: false });
    const database = app.app.get(DataSource);
    const kept: unknown[] = [];
    // The database is closed last: what is kept is looked up between.
    const beforeClose = database.destroy.bind(database);
    database.destroy = async () => {
      kept.push(
        ...(await database.query('SELECT id, text, status FROM messages WHERE id = $1', [id])),
      );
      await beforeClose();
    };
    await hangsUp(() => app.stop());
    const events = await all;
    expect(events.slice(-2)).toMatchObject([
      { event: 'error', data: { code: 'shutdown', retryable: true, partial: true } },
      { event: 'done', data: { finishReason: 'interrupted' } },
    ]);
    expect(kept).toEqual([{ id, text: 'one two', status: 'interrupted' }]);
    const late = turns.begin({ userId: LOCAL_USER_ID, sessionId: to, text: 'Late' });
    await expect(late).rejects.toMatchObject({ code: 'shutting_down', status: 503 });
  });

  it('is interrupted, too, when it had only just been sent as the server stops', async () => {
    const app = await RunningApp.start({ ...shared.fake.environment });
    const turns = app.app.get(TurnsService, { strict: false });
    shared.fake.behave({ kind: 'hang' });
    const to = await Promise.all(Array.from({ length: 5 }, () => app.api.createSession()));
    // Without requestId: nothing tells these apart but that they are five.
    const begun = to.map((sessionId) =>
      turns.begin({ userId: LOCAL_USER_ID, sessionId, text: 'Hello' }),
    );
    await turns.beforeApplicationShutdown();
    let ended = 0;
    for (const { events } of await Promise.all(begun))
      events.subscribe({ complete: () => (ended += 1) });
    expect(ended).toBe(5);
    await app.stop();
  });
});
