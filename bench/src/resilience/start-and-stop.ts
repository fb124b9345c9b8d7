import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient, streamOf } from '../../../backend/test/support/api-client.ts';
import { FakeOpenAiServer } from '../../../backend/test/support/fake-openai-server.ts';
import { milvusIsInstalled, RealMilvus } from '../../../backend/test/support/milvus/real-milvus.ts';
import { poll } from '../../../backend/test/support/poll.ts';
import { Product } from '../../../backend/test/support/product.ts';
import { TcpProxy } from '../../../backend/test/support/tcp-proxy.ts';
import { seconds } from '../report.ts';
import { onEach, onServer } from './databases.ts';
import { IndexingWork } from './indexing-work.ts';
import type { Names, Outcome, Trial } from './outcome.ts';

const STREAMS = 50;
const DRAIN = 5;
/** Milliseconds that all stay away. */
const AWAY = 10_000;

/** SIGTERM with running streams, and a start before all that it needs. */
export const startAndStop: Trial = async () => [
  ...(await onEach(
    (on) => [sigtermNames(on)],
    async (on, database) => [await sigterm(on, { ...database })],
  )),
  (await onServer(({ DATABASE_URL = '', DATA_DIR }) => allLate(DATABASE_URL, DATA_DIR))) ?? {
    ...LATE,
    measured: 'no PostgreSQL is installed',
    holds: undefined,
  },
];

const LATE: Names = {
  what: 'every dependency down at start, then back',
  promise: 'no crash loop, ready <= 5 s after',
};

const sigtermNames = (on: string): Names => ({
  what: `SIGTERM with ${STREAMS} running streams, ${on}`,
  promise: `${STREAMS} clean endings, exit 0 within drain + 2 s`,
});

async function sigterm(on: string, database: Readonly<Record<string, string>>): Promise<Outcome> {
  const model = await FakeOpenAiServer.start();
  model.behave({ kind: 'answer', holdAfter: 3 });
  const product = await Product.start({
    ...database,
    ...model.environment,
    DRAIN_SECONDS: String(DRAIN),
    ANSWERS_PER_USER: String(STREAMS),
  });
  const api = new ApiClient(product.url);
  const streams = Array.from({ length: STREAMS }, async () =>
    streamOf(api.send(await api.createSession(), 'Are you there?')),
  );
  await poll('all to run', () => model.held === STREAMS, { withinMs: 60_000 });
  const begun = performance.now();
  product.kill('SIGTERM');
  const ends = (await Promise.allSettled(streams)).map((ended) =>
    ended.status === 'fulfilled' ? ended.value.at(-1)?.data['finishReason'] : 'broken',
  );
  const code = await product.exited(60_000);
  const tookMs = performance.now() - begun;
  await model.stop();
  const clean = ends.filter((end) => end === 'interrupted').length;
  return {
    ...sigtermNames(on),
    measured: `${clean} clean endings, exit ${code} after ${seconds(tookMs)} with a drain of ${DRAIN} s`,
    holds: clean === STREAMS && code === 0 && tookMs <= (DRAIN + 2) * 1_000,
  };
}

async function allLate(url: string, folder: string): Promise<Outcome> {
  const model = await FakeOpenAiServer.start();
  const milvus = milvusIsInstalled() ? await RealMilvus.start() : undefined;
  const rows = await TcpProxy.inFrontOf(url);
  const vectors = milvus && (await TcpProxy.inFrontOf(`http://${milvus.address}`));
  const servers = [model, rows, ...(vectors ? [vectors] : [])];
  for (const server of servers) await server.stop();
  const product = await Product.launch({
    ...model.environment,
    DATABASE_URL: rows.through(url),
    DATA_DIR: folder,
    EMBEDDINGS_BASE_URL: model.baseUrl,
    ...(vectors && { MILVUS_ADDRESS: vectors.address }),
  });
  await delay(AWAY);
  for (const server of servers) await server.comeBack();
  const back = performance.now();
  await product.ready();
  const tookMs = performance.now() - back;
  const api = new ApiClient(product.url);
  const work = new IndexingWork(api);
  await poll('the search by meaning', () => work.isReady(), { withinMs: 60_000 });
  const meaningMs = performance.now() - back;
  const { body } = await api.call<{ readonly model: string | null }>('POST', '/api/chat', {
    message: 'Are you there?',
  });
  const code = await product.stop();
  for (const server of [...servers, ...(milvus ? [milvus] : [])]) await server.stop();
  return {
    ...LATE,
    measured: `one process, ready ${seconds(tookMs)} after database, ${milvus ? 'Milvus, ' : ''}embedder and model were back, memories found by meaning after ${seconds(meaningMs)}, answered by ${body.model ?? 'nobody'}, exit ${code}`,
    holds: code === 0 && tookMs <= 5_000 && body.model !== null,
  };
}
