import { type ApiClient, type StreamedEvent, streamedText } from '../support/api-client.ts';
import { describeOnPostgres } from '../support/describe-on-database.ts';
import { DataSource } from 'typeorm';
import { AnswerStreams } from '../../src/messages/index.js';
import { FakeOpenAiServer } from '../support/fake-openai-server.ts';
import { poll } from '../support/poll.ts';
import { RunningApp } from '../support/running-app.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

const WITHIN = { withinMs: 30_000 };
const TEXT = 'one two three four';

describeOnPostgres('a database that goes away under running answers', (database) => {
  let model: FakeOpenAiServer;
  let proxy: TcpProxy;
  let running: RunningApp;
  beforeAll(async () => {
    const settings = await database.settings();
    const url = settings.DATABASE_URL ?? '';
    model = await FakeOpenAiServer.start();
    proxy = await TcpProxy.inFrontOf(url);
    running = await RunningApp.start({
      ...settings,
      ...model.environment,
      DATABASE_URL: proxy.through(url),
      DATABASE_STATEMENT_SECONDS: '1',
    });
  });
  afterAll(async () => {
    await running.stop();
    await proxy.stop();
    await model.stop();
  });

  /** An answer of which the first half was told. */
  async function begin(api: ApiClient) {
    model.behave({ kind: 'answer', text: TEXT, holdAfter: 2 });
    const session = await api.createSession();
    const told: StreamedEvent[] = [];
    const read = async () => {
      for await (const event of api.send(session, 'Count.')) told.push(event);
    };
    const ended = read();
    const isTold = (text: string) => Promise.resolve(streamedText(told).startsWith(text));
    await poll('the first half', () => isTold('one two'), WITHIN);
    return { session, told, ended, isTold };
  }

  it('costs none of them when it falls silent', async () => {
    const { api } = running;
    const begun = await begin(api);
    proxy.silence();
    model.release();
    await begun.ended;
    expect(begun.told.at(-1)?.event).toBe('done');
    const last = (await api.history(begun.session)).at(-1);
    expect(last).toMatchObject({ status: 'complete', text: TEXT });
  });

  it('costs none of them while what it answers is being moved', async () => {
    const { api, app } = running;
    const { session, ended } = await begin(api);
    await app.get(DataSource).transaction(async (mover) => {
      await mover.query('SELECT FROM memories WHERE session_id = $1 FOR UPDATE', [session]);
      model.release();
      await ended;
      const last = (await api.history(session)).at(-1);
      expect(last).toMatchObject({ status: 'complete', text: TEXT });
    });
  });

  it('costs none of them that others thought dead meanwhile', async () => {
    const { api, app } = running;
    const begun = await begin(api);
    const status = async () => (await api.history(begun.session)).at(-1)?.status;
    await app.get(AnswerStreams, { strict: false }).interruptAll([]);
    expect(await status()).toBe('interrupted');
    await poll('it to be taken back', async () => (await status()) === 'streaming', WITHIN);
    await app.get(AnswerStreams, { strict: false }).interruptAll([]);
    model.release();
    await begun.ended;
    expect(begun.told.at(-1)?.data).toMatchObject({ finishReason: 'stop' });
    const last = (await api.history(begun.session)).at(-1);
    expect(last).toMatchObject({ status: 'complete', text: TEXT });
  });

  it('costs none of them, once it is back', async () => {
    const { api } = running;
    const begun = await Promise.all([begin(api), begin(api)]);
    proxy.set({ refusing: true });
    proxy.reset();
    model.release();
    for (const { isTold } of begun) await poll('the whole text', () => isTold(TEXT), WITHIN);
    const before = proxy.refused;
    await poll('the next try', () => Promise.resolve(proxy.refused > before + 1), WITHIN);
    proxy.set({});
    for (const { ended, told, session } of begun) {
      await ended;
      expect(told.map(({ event }) => event)).not.toContain('error');
      expect(told.at(-1)?.event).toBe('done');
      const last = (await api.history(session)).at(-1);
      expect(last).toMatchObject({ status: 'complete', text: TEXT });
    }
  });
});
