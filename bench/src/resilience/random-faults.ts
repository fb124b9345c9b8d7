import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient } from '../../../backend/test/support/api-client.ts';
import { EMBEDDING_MODES } from '../../../backend/test/support/fake-modes.ts';
import { FakeOpenAiServer } from '../../../backend/test/support/fake-openai-server.ts';
import { milvusIsInstalled, RealMilvus } from '../../../backend/test/support/milvus/real-milvus.ts';
import { poll } from '../../../backend/test/support/poll.ts';
import { Product } from '../../../backend/test/support/product.ts';
import type { Weather } from '../../../backend/test/support/proxied-way.ts';
import { Journal } from '../../../backend/test/support/resilience/journal.ts';
import {
  storedMessages,
  storedVectors,
} from '../../../backend/test/support/resilience/stored-messages.ts';
import { Writer } from '../../../backend/test/support/resilience/writer.ts';
import { seededRandom } from '../../../backend/test/support/seeded-random.ts';
import { TcpProxy } from '../../../backend/test/support/tcp-proxy.ts';
import { say } from '../report.ts';
import { onEmbedded } from './databases.ts';
import type { Trial } from './outcome.ts';

const WRITERS = 4;
/** Milliseconds that one fault lasts at most. */
const LONGEST_FAULT = 8_000;
const KILLED_SHARE = 0.15;
const PATIENTLY = { withinMs: 300_000, everyMs: 250 };

const WEATHER: readonly Weather[] = [
  {},
  { stalled: true },
  { latencyMs: 500 },
  { resetAfter: 2_000 },
  { refusing: true },
];
const EMBEDDER = Object.values(EMBEDDING_MODES).filter(
  // Another dimension is another model, whose collection would be filled anew.
  (mode) => mode !== EMBEDDING_MODES['wrong-dimension'],
);

/** What a comparison of rows and vectors found. */
interface Reconciled {
  readonly at: string;
  readonly missing: number;
  readonly lost: number;
  readonly orphaned: number;
}

/** Embedder, vector store and the process itself fail at random under writers; then all is well again. */
export const randomFaults: Trial = async ({ faultSeconds }) => {
  const milvus = milvusIsInstalled() ? await RealMilvus.start() : undefined;
  const outcome = await onEmbedded(async (database) => {
    const trouble = await Trouble.start({ ...database }, milvus?.address);
    const journal = await trouble.last(faultSeconds);
    const [, second] = [await trouble.reconciled(), await trouble.reconciled()];
    await trouble.stop();
    const { lost, doubled } = journal.compare(await storedMessages(database));
    const { memories, indexed } = await storedVectors(database);
    const missing = second.missing + second.lost;
    return {
      measured: `second round: ${missing} missing, ${second.orphaned} orphans; ${indexed} of ${memories} memories have a vector; ${journal.size} acknowledged, ${lost.length} lost, ${doubled.length} doubled; ${trouble.faults} faults, ${trouble.kills} kills`,
      holds: missing + second.orphaned + lost.length + doubled.length === 0 && indexed === memories,
    };
  });
  await milvus?.stop();
  const store = milvus ? 'Milvus Lite behind the proxy' : 'pgvector, embedded';
  const what = `${faultSeconds} s of random faults, then two reconcile rounds (${store})`;
  return [{ what, promise: '0 missing, 0 orphans', ...outcome }];
};

/** A product in trouble. */
class Trouble {
  faults = 0;
  kills = 0;
  private readonly random = seededRandom(Date.now() % 1_000_000);
  private readonly environment: Readonly<Record<string, string>>;
  private readonly model: FakeOpenAiServer;
  private readonly proxy: TcpProxy | undefined;
  private product: Product;

  private constructor(
    environment: Readonly<Record<string, string>>,
    model: FakeOpenAiServer,
    proxy: TcpProxy | undefined,
    product: Product,
  ) {
    this.environment = environment;
    this.model = model;
    this.proxy = proxy;
    this.product = product;
  }

  static async start(
    database: Readonly<Record<string, string>>,
    milvus: string | undefined,
  ): Promise<Trouble> {
    const model = await FakeOpenAiServer.start();
    const proxy = milvus === undefined ? undefined : await TcpProxy.inFrontOf(`http://${milvus}`);
    const environment = {
      ...database,
      ...model.environment,
      EMBEDDINGS_BASE_URL: model.baseUrl,
      ANSWERS_PER_USER: String(WRITERS),
      LOG_LEVEL: 'fatal',
      ...(proxy && { MILVUS_ADDRESS: proxy.address }),
    };
    return new Trouble(environment, model, proxy, await Product.start(environment));
  }

  /** Lets faults happen for so many seconds, and then none. */
  async last(seconds: number): Promise<Journal> {
    const journal = new Journal();
    const enough = new AbortController();
    const api = () => new ApiClient(this.product.url);
    const session = await api().createSession();
    const writing = Promise.all(
      Array.from({ length: WRITERS }, (_, index) =>
        new Writer(`Writer ${index}`, session, journal, api).writeUntil(enough.signal),
      ),
    );
    writing.catch(() => undefined);
    const until = performance.now() + seconds * 1_000;
    while (performance.now() < until) await this.fault();
    this.proxy?.set({});
    this.model.embeddings.behave(EMBEDDING_MODES.embed);
    enough.abort();
    await writing;
    return journal;
  }

  /** Starts it anew, which compares rows and vectors, once all jobs are done. */
  async reconciled(): Promise<Reconciled> {
    await poll('the jobs to be done', async () => (await this.status()).open === 0, PATIENTLY);
    const before = (await this.status()).reconciliation?.at;
    await this.product.stop();
    this.product = await Product.start(this.environment);
    say('waiting for a reconciliation');
    return poll(
      'a reconciliation',
      async () => {
        const { reconciliation } = await this.status();
        return reconciliation && reconciliation.at !== before ? reconciliation : undefined;
      },
      PATIENTLY,
    );
  }

  async stop(): Promise<void> {
    await this.product.stop();
    await this.proxy?.stop();
    await this.model.stop();
  }

  private async fault(): Promise<void> {
    this.faults += 1;
    this.model.embeddings.behave(this.one(EMBEDDER));
    this.proxy?.set(this.one(WEATHER));
    await delay(this.random() * LONGEST_FAULT);
    if (this.random() > KILLED_SHARE) return;
    this.kills += 1;
    this.product.kill('SIGKILL');
    await this.product.exited();
    this.product = await Product.start(this.environment);
  }

  private one<T>(choices: readonly T[]): T {
    // Safe: the index is below the length of a list that is not empty.
    return choices[Math.floor(this.random() * choices.length)] as T;
  }

  private async status() {
    const { body } = await new ApiClient(this.product.url).call<{
      readonly indexing: { readonly reconciliation: Reconciled | null };
      readonly jobs: { readonly waiting: number; readonly running: number };
    }>('GET', '/api/status');
    const { indexing, jobs } = body;
    return { reconciliation: indexing.reconciliation, open: jobs.waiting + jobs.running };
  }
}
