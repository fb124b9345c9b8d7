import { ApiClient } from '../../../backend/test/support/api-client.ts';
import { FakeOpenAiServer } from '../../../backend/test/support/fake-openai-server.ts';
import { poll } from '../../../backend/test/support/poll.ts';
import { Product } from '../../../backend/test/support/product.ts';
import { seededRandom } from '../../../backend/test/support/seeded-random.ts';
import { sendAndLetGo, StreamReader } from '../../../backend/test/support/stream-reader.ts';
import type { DatabaseSettings } from '../../../backend/test/support/test-database.ts';
import { TcpProxy } from '../../../backend/test/support/tcp-proxy.ts';
import { ms } from '../report.ts';
import { percentile } from '../statistics.ts';
import { onEach } from './databases.ts';
import type { Outcome, Trial } from './outcome.ts';

const STOPS = 50;
const CUTS = 200;
/** Most answers that are asked for until there were so many. */
const ANSWERS = 100;
const TEXT = Array.from({ length: 150 }, (_, index) => `wörd${index} 👍`).join(' ');

/** Answers that are stopped, and connections that are cut while two tabs read. */
export const streams: Trial = () => onEach((on) => [stopNames(on), cutNames(on)], measure);

const stopNames = (on: string) => ({
  what: `${STOPS} answers stopped, ${on}`,
  promise: 'upstream closed <= 250 ms after, what was said kept',
});
const cutNames = (on: string) => ({
  what: `${CUTS} connections cut, two tabs each, ${on}`,
  promise: 'all texts identical, on again <= 1 s after',
});

async function measure(on: string, database: DatabaseSettings): Promise<Outcome[]> {
  const model = await FakeOpenAiServer.start();
  const product = await Product.start({ ...database, ...model.environment, LOG_LEVEL: 'fatal' });
  const outcomes = [
    { ...stopNames(on), ...(await stops(product, model)) },
    { ...cutNames(on), ...(await cuts(product, model)) },
  ];
  await product.stop();
  await model.stop();
  return outcomes;
}

type Measured = Pick<Outcome, 'measured' | 'holds'>;

async function stops(product: Product, model: FakeOpenAiServer): Promise<Measured> {
  model.behave({ kind: 'answer', text: TEXT, paceMs: 20 });
  const api = new ApiClient(product.url);
  const took: number[] = [];
  let kept = 0;
  for (let index = 0; index < STOPS; index++) {
    const session = await api.createSession();
    const closed = model.closedSockets;
    let said = '';
    let begun = Infinity;
    for await (const { event, data } of api.send(session, 'Many words, please.')) {
      if (event === 'meta') said = String(data['streamId']);
      if (event !== 'token' || begun !== Infinity) continue;
      begun = performance.now();
      void api.call('POST', `/api/streams/${said}/stop`);
      const isClosed = () => model.closedSockets > closed;
      await poll('the model to be left', isClosed, { withinMs: 10_000, everyMs: 1 });
      took.push(performance.now() - begun);
    }
    const [, answer] = await api.history(session);
    if (answer && TEXT.startsWith(answer.text) && answer.text !== '') kept += 1;
  }
  return {
    measured: `${took.length} upstream calls closed after ${ms(percentile(took, 0.5))} (p50), ${ms(Math.max(...took))} at most; ${kept} kept what was said`,
    holds: took.length === STOPS && kept === STOPS && Math.max(...took) <= 250,
  };
}

async function cuts(product: Product, model: FakeOpenAiServer): Promise<Measured> {
  model.behave({ kind: 'answer', text: TEXT, paceMs: 4 });
  const api = new ApiClient(product.url);
  const proxies = [await TcpProxy.inFrontOf(product.url), await TcpProxy.inFrontOf(product.url)];
  const random = seededRandom(8);
  const resumed: number[] = [];
  let [cut, read, identical] = [0, 0, 0];
  for (let answer = 0; answer < ANSWERS && cut < CUTS; answer++) {
    const streamId = await sendAndLetGo(api);
    const tabs = proxies.map((proxy) => ({ proxy, reader: new StreamReader(streamId) }));
    // Shorter than the headers, in the middle of an event, after many events.
    const room = () => 1 + Math.floor(random() ** 2 * 4_000);
    await Promise.all(
      tabs.map(({ proxy, reader }) => reader.connectThrough(proxy, product.url, room)),
    );
    for (const { text, broken, resumedAfter } of tabs.map(({ reader }) => reader)) {
      read += 1;
      identical += text === TEXT ? 1 : 0;
      cut += broken;
      resumed.push(...resumedAfter);
    }
  }
  for (const proxy of proxies) await proxy.stop();
  const latest = Math.max(...resumed);
  return {
    measured: `${cut} cuts, ${identical} of ${read} texts identical, on again after ${ms(percentile(resumed, 0.5))} (p50), ${ms(latest)} at most`,
    holds: cut >= CUTS && identical === read && latest <= 1_000,
  };
}
