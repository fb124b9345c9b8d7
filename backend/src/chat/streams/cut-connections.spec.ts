import { describeOnPostgres } from '../../../test/support/describe-on-database.js';
import { FakeOpenAiServer } from '../../../test/support/fake-openai-server.js';
import { seededRandom } from '../../../test/support/seeded-random.js';
import { RunningApp } from '../../../test/support/running-app.js';
import { sendAndLetGo, StreamReader } from '../../../test/support/stream-reader.js';
import { TcpProxy } from '../../../test/support/tcp-proxy.js';

/** Cut connections that each way of reading has to stand. */
const CUTS = 200;
/** Most answers that are asked for until there were so many. */
const ANSWERS = 60;

const text = Array.from({ length: 150 }, (_, index) => `wörd${index} 👍`).join(' ');

describe('connections that are cut again and again', () => {
  let fake: FakeOpenAiServer;
  let running: RunningApp;
  let proxies: TcpProxy[];
  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    fake.behave({ kind: 'answer', text, paceMs: 2 });
    running = await RunningApp.start({ ...fake.environment });
    proxies = await Promise.all([1, 2].map(() => TcpProxy.inFrontOf(running.url)));
  });
  afterAll(async () => {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await running.stop();
    await fake.stop();
  });

  it('give two readers the same whole text, wherever they are cut', async () => {
    const random = seededRandom(6);
    let cuts = 0;
    for (let answer = 0; answer < ANSWERS && cuts < CUTS; answer++) {
      const streamId = await sendAndLetGo(running.api);
      const readers = [new StreamReader(streamId), new StreamReader(streamId)];
      // Shorter than the headers, in the middle of an event, after many events.
      const room = () => 1 + Math.floor(random() ** 2 * 4_000);
      await Promise.all(
        readers.map((reader, index) => reader.connectThrough(proxies[index]!, running.url, room)),
      );
      expect(readers.map((reader) => reader.text)).toEqual([text, text]);
      cuts += readers.reduce((sum, { broken }) => sum + broken, 0);
    }
    expect(cuts).toBeGreaterThanOrEqual(CUTS);
  }, 120_000);
});

describeOnPostgres('connections that are cut at two processes', (database) => {
  let fake: FakeOpenAiServer;
  let apps: RunningApp[];
  let proxies: TcpProxy[];
  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    fake.behave({ kind: 'answer', text, paceMs: 8 });
    const environment = { ...fake.environment, ...(await database.settings()) };
    apps = await Promise.all([1, 2].map(() => RunningApp.start(environment)));
    proxies = await Promise.all(apps.map(({ url }) => TcpProxy.inFrontOf(url)));
  });
  afterAll(async () => {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await Promise.all(apps.map((app) => app.stop()));
    await fake.stop();
  });

  it('give a reader who changes between them the whole text', async () => {
    const random = seededRandom(7);
    let cuts = 0;
    for (let answer = 0; answer < ANSWERS && cuts < 40; answer++) {
      const reader = new StreamReader(await sendAndLetGo(apps[0]!.api));
      while (!reader.isDone) {
        const at = Math.floor(random() * 2);
        proxies[at]!.set({ cutAfter: 400 + Math.floor(random() * 1_600) });
        await reader.connect(proxies[at]!.through(apps[at]!.url).replace(/\/$/, ''));
      }
      expect(reader.text).toBe(text);
      cuts += reader.broken;
    }
    expect(cuts).toBeGreaterThanOrEqual(40);
  }, 120_000);
});
