import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { streamedText, streamOf } from '../../test/support/api-client.js';
import { expectProblem } from '../../test/support/expect-problem.js';
import { FakeOpenAiServer } from '../../test/support/fake-openai-server.js';
import { poll } from '../../test/support/poll.js';
import { RunningApp } from '../../test/support/running-app.js';
import { AnswerPlaces } from './answer-places.service.js';
import { GroupAcceptance } from './group-acceptance.service.js';
import { TurnsService } from './turns.service.js';

describe('answers at the same time', () => {
  let fake: FakeOpenAiServer;
  let running: RunningApp;
  const start = async (limits: Record<string, string>) => {
    fake = await FakeOpenAiServer.start();
    running = await RunningApp.start({ ...fake.environment, ...limits });
    fake.behave({ kind: 'answer', text: 'one two', holdAfter: 1 });
  };
  afterEach(async () => {
    await running.stop();
    await fake.stop();
  });
  const post = (session: string, text: string, requestId: string) =>
    running.api.call('POST', `/api/sessions/${session}/messages`, { text, requestId });
  const sessions = async () => (await running.api.call('GET', '/api/sessions')).body;

  it('are two of one user; a third is refused, and nothing of it is kept', async () => {
    await start({ ANSWERS_PER_USER: '2' });
    const session = await running.api.createSession();
    const id = randomUUID();
    const both = [running.api.send(session, 'One', id), running.api.send(session, 'Two')];
    const answers = both.map((response) => streamOf(response));
    await poll('both answers', () => fake.held === 2, { withinMs: 20_000 });
    const before = await sessions();
    const third = randomUUID();
    const refused = await post(session, 'Three', third);
    expectProblem(refused, 429, 'too_many_answers');
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ message: 'Three' });
    const chat = await fetch(`${running.url}/api/chat`, { method: 'POST', headers, body });
    expect([chat.status, chat.headers.get('retry-after')]).toEqual([429, '5']);
    expect(await sessions()).toEqual(before);
    // One that is known needs no place.
    const again = streamOf(running.api.send(session, 'One', id));
    fake.release();
    expect(streamedText(await again)).toBe('one two');
    await Promise.all(answers);
    fake.behave({ kind: 'answer', text: 'Here.' });
    const accepted = await streamOf(running.api.send(session, 'Three', third));
    expect(streamedText(accepted)).toBe('Here.');
    expect(await running.api.history(session)).toHaveLength(6);
  });

  it('are so many of the process; some wait, and the others are refused', async () => {
    await start({
      ANSWERS_PER_USER: '9',
      ANSWERS_RUNNING: '1',
      ANSWERS_WAITING: '1',
      ANSWERS_WAIT_SECONDS: '60',
    });
    const session = await running.api.createSession();
    const first = streamOf(running.api.send(session, 'One'));
    await poll('the answer', () => fake.held === 1, { withinMs: 20_000 });
    const second = streamOf(running.api.send(session, 'Two'));
    const refused = await poll(
      'a refusal',
      async () => {
        // Until the second one waits, this one would.
        const metrics = await (await fetch(`${running.url}/metrics`)).text();
        return (
          metrics.includes('memocha_answers_waiting 1') && post(session, 'Three', randomUUID())
        );
      },
      { withinMs: 20_000 },
    );
    expectProblem(refused, 503, 'server_busy');
    fake.release();
    expect(streamedText(await first)).toBe('one two');
    await poll('the other', () => fake.held === 1, { withinMs: 20_000 });
    fake.release();
    expect(streamedText(await second)).toBe('one two');
  });

  it('beyond all places are refused before anything of them is read, and taken once there is room', async () => {
    await start({ ANSWERS_PER_USER: '9', ANSWERS_RUNNING: '1', ANSWERS_WAITING: '0' });
    const session = await running.api.createSession();
    const first = streamOf(running.api.send(session, 'One'));
    await poll('the answer', () => fake.held === 1, { withinMs: 20_000 });
    const begin = vi.spyOn(TurnsService.prototype, 'begin');
    expectProblem(await post(session, 'Two', randomUUID()), 503, 'server_busy');
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ message: 'Two' });
    const busy = await fetch(`${running.url}/api/chat`, { method: 'POST', headers, body });
    expect(busy.status).toBe(503);
    expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await busy.json()).toMatchObject({ code: 'server_busy' });
    expect(begin).not.toHaveBeenCalled();
    begin.mockRestore();
    expect((await running.api.call('GET', '/api/sessions')).status).toBe(200);
    fake.release();
    expect(streamedText(await first)).toBe('one two');
    fake.behave({ kind: 'answer', text: 'Here.' });
    expect(streamedText(await streamOf(running.api.send(session, 'Two')))).toBe('Here.');
  });

  it('without a requestId are refused without a look at the database', async () => {
    await start({ ANSWERS_PER_USER: '1' });
    const session = await running.api.createSession();
    const first = streamOf(running.api.send(session, 'One', randomUUID()));
    await poll('the answer', () => fake.held === 1, { withinMs: 20_000 });
    const looks = [
      vi.spyOn(running.app.get(DataSource), 'transaction'),
      vi.spyOn(running.app.get(GroupAcceptance, { strict: false }), 'accept'),
    ];
    const refused = await running.api.call('POST', `/api/sessions/${session}/messages`, {
      text: 'Two',
    });
    expectProblem(refused, 429, 'too_many_answers');
    for (const look of looks) {
      expect(look).not.toHaveBeenCalled();
      look.mockRestore();
    }
    fake.release();
    await first;
  });

  it('are not begun any more by those who wait when the server stops', async () => {
    await start({ ANSWERS_RUNNING: '1', ANSWERS_WAIT_SECONDS: '60', DRAIN_SECONDS: '60' });
    const session = await running.api.createSession();
    const first = streamOf(running.api.send(session, 'One'));
    await poll('the answer', () => fake.held === 1, { withinMs: 20_000 });
    const second = post(session, 'Two', randomUUID());
    const places = running.app.get(AnswerPlaces, { strict: false });
    await poll('the other to wait', () => places.waiting === 1, { withinMs: 20_000 });
    const stopped = running.stop();
    expectProblem(await second, 503, 'shutting_down');
    fake.release();
    expect(streamedText(await first)).toBe('one two');
    await stopped;
    expect(fake.calls).toBe(1);
  });
});
