import { ApiClient } from '../../../backend/test/support/api-client.ts';
import { MilvusVectorStore } from '../../../backend/dist/vectors/index.js';
import { FakeOpenAiServer } from '../../../backend/test/support/fake-openai-server.ts';
import { milvusIsInstalled, RealMilvus } from '../../../backend/test/support/milvus/real-milvus.ts';
import { poll } from '../../../backend/test/support/poll.ts';
import { Product } from '../../../backend/test/support/product.ts';
import {
  storedCollection,
  storedVectors,
} from '../../../backend/test/support/resilience/stored-messages.ts';
import type { DatabaseSettings } from '../../../backend/test/support/test-database.ts';
import type { Weather } from '../../../backend/test/support/proxied-way.ts';
import { TcpProxy } from '../../../backend/test/support/tcp-proxy.ts';
import { timeToFirstTokenThrough } from '../first-token/timing.ts';
import { ms, seconds } from '../report.ts';
import { percentile } from '../statistics.ts';
import { onEach } from './databases.ts';
import { IndexingWork } from './indexing-work.ts';
import type { Outcome, Trial } from './outcome.ts';

const FACTS = 30;
/** Turns before a figure counts: the circuit opens meanwhile. */
const OPENING = 10;
const TURNS = 40;
const PROMISE =
  'all answered, first token <= 50 ms later (p95) once open, shown as degraded; all indexed <= 60 s after its return';

const TROUBLES: readonly (readonly [string, Weather])[] = [
  ['dead', { refusing: true }],
  ['slow (10 s)', { latencyMs: 10_000 }],
  ['resetting', { resetAfter: 100 }],
];

/** The vector store fails in three ways while people ask. */
export const deadVectorStore: Trial = async () => {
  if (!milvusIsInstalled())
    return TROUBLES.map(([how]) => ({
      ...named(how, 'any database'),
      measured: 'Milvus Lite is not installed: node tools/milvus-server.mjs lite --install',
      holds: undefined,
    }));
  return onEach((on) => TROUBLES.map(([how]) => named(how, on)), inFrontOfMilvus);
};

const named = (how: string, on: string) => ({
  what: `vector store ${how}, ${on}`,
  promise: PROMISE,
});

async function inFrontOfMilvus(on: string, database: DatabaseSettings): Promise<Outcome[]> {
  const milvus = await RealMilvus.start();
  const proxy = await TcpProxy.inFrontOf(`http://${milvus.address}`);
  const model = await FakeOpenAiServer.start();
  const product = await Product.start({
    ...database,
    ...model.environment,
    MILVUS_ADDRESS: proxy.address,
    LOG_LEVEL: 'fatal',
  });
  const found = await measure(new ApiClient(product.url), proxy, on);
  await product.stop();
  const outcomes = [...found, await compare(database, milvus.address, on)];
  await model.stop();
  await proxy.stop();
  await milvus.stop();
  return outcomes;
}

async function measure(api: ApiClient, proxy: TcpProxy, on: string): Promise<Outcome[]> {
  const session = await api.createSession();
  for (let fact = 0; fact < FACTS; fact++) {
    const message = `My shed number ${fact} holds ${fact} rakes.`;
    await api.call('POST', '/api/chat', { sessionId: session, message });
  }
  const work = new IndexingWork(api);
  const isWell = async () => (await statusOf(api)) === 'up';
  const outcomes: Outcome[] = [];
  for (const [how, weather] of TROUBLES) {
    await poll('Milvus to be well', isWell, { withinMs: 120_000 });
    const well = percentile(await firstTokens(api), 0.95);
    proxy.set(weather);
    proxy.reset();
    const ill = percentile(await firstTokens(api), 0.95);
    const shown = await statusOf(api);
    proxy.set({});
    proxy.reset();
    const back = performance.now();
    await poll('everything to be indexed', () => work.isDone(), {
      withinMs: 300_000,
      everyMs: 100,
    });
    const tookMs = performance.now() - back;
    const added = ill - well;
    outcomes.push({
      ...named(how, on),
      measured: `${TURNS} of ${TURNS} answered, first token p95 ${ms(well)} before, ${ms(ill)} then; /health says ${shown}; all indexed ${seconds(tookMs)} after its return`,
      holds: added <= 50 && shown === 'degraded' && tookMs <= 60_000,
    });
  }
  return outcomes;
}

/** What is in Milvus in the end, beside what is remembered. */
async function compare(database: DatabaseSettings, address: string, on: string): Promise<Outcome> {
  const { memories } = await storedVectors(database);
  const collection = await storedCollection(database);
  const store = new MilvusVectorStore({ address, token: undefined });
  store.onModuleInit();
  const ids: string[] = [];
  try {
    // The built server's classes come without types.
    const batches: AsyncIterable<readonly { readonly memoryId: string }[]> | undefined =
      collection && store.iterate(collection, AbortSignal.timeout(60_000));
    for await (const batch of batches ?? []) ids.push(...batch.map(({ memoryId }) => memoryId));
  } finally {
    await store.onApplicationShutdown();
  }
  const different = new Set(ids).size;
  return {
    what: `vector store after all three, ${on}`,
    promise: 'each memory once: 0 lost, 0 doubled',
    measured: `${different} of ${memories} memories in it, ${ids.length - different} doubled`,
    holds: different === memories && ids.length === different,
  };
}

/** Milliseconds of turns, each in a conversation of its own; an answer that does not come throws. */
async function firstTokens(api: ApiClient): Promise<number[]> {
  const samples: number[] = [];
  for (let turn = 0; turn < OPENING + TURNS; turn++) {
    const { ms: took } = await timeToFirstTokenThrough(
      api,
      await api.createSession(),
      `What is in shed number ${turn % FACTS}?`,
    );
    if (turn >= OPENING) samples.push(took);
  }
  return samples;
}

async function statusOf(api: ApiClient): Promise<string> {
  const { body } = await api.call<{
    readonly details: Readonly<Record<string, { readonly status: string } | undefined>>;
  }>('GET', '/health');
  return body.details['milvus']?.status ?? 'not there';
}
