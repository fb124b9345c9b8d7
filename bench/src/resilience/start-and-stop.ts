import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient, streamOf } from '../../../backend/test/support/api-client.ts';
import { FakeOpenAiServer } from '../../../backend/test/support/fake-openai-server.ts';
import { poll } from '../../../backend/test/support/poll.ts';
import { Product } from '../../../backend/test/support/product.ts';
import { TcpProxy } from '../../../backend/test/support/tcp-proxy.ts';
import { seconds } from '../report.ts';
import { onEmbedded, onServer } from './databases.ts';
import type { Outcome, Trial } from './outcome.ts';

const STREAMS = 50;
const DRAIN = 5;
/** Milliseconds that the database stays away. */
const AWAY = 10_000;

/** SIGTERM with running streams, and a start before the database. */
export const startAndStop: Trial = async () => [
  await onEmbedded((database) => sigterm('embedded database', { ...database })),
  (await onServer((database) => sigterm('PostgreSQL', { ...database }))) ??
    notThere(sigtermNames('PostgreSQL')),
  (await onServer(({ DATABASE_URL = '', DATA_DIR }) => lateDatabase(DATABASE_URL, DATA_DIR))) ??
    notThere(LATE),
];

type Names = Pick<Outcome, 'what' | 'promise'>;

const LATE: Names = {
  what: 'every dependency down at start, then back',
  promise: 'no crash loop, ready <= 5 s after',
};

const sigtermNames = (on: string): Names => ({
  what: `SIGTERM with ${STREAMS} running streams, ${on}`,
  promise: `${STREAMS} clean endings, exit 0 within drain + 2 s`,
});

const notThere = (names: Names): Outcome => ({
  ...names,
  measured: 'no PostgreSQL is installed',
  holds: undefined,
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

async function lateDatabase(url: string, folder: string): Promise<Outcome> {
  const proxy = await TcpProxy.inFrontOf(url);
  await proxy.stop();
  const product = await Product.launch({
    DATABASE_URL: proxy.through(url),
    DATA_DIR: folder,
    MILVUS_ADDRESS: '127.0.0.1:1',
    OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
    EMBEDDINGS_BASE_URL: 'http://127.0.0.1:1/v1',
  });
  await delay(AWAY);
  await proxy.comeBack();
  const back = performance.now();
  await product.ready();
  const tookMs = performance.now() - back;
  const code = await product.stop();
  await proxy.stop();
  return {
    ...LATE,
    measured: `one process, ready ${seconds(tookMs)} after the database was back, exit ${code}`,
    holds: code === 0 && tookMs <= 5_000,
  };
}
