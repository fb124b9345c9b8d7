import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient } from '../../../backend/test/support/api-client.ts';
import { CHAT_MODES, EMBEDDING_MODES } from '../../../backend/test/support/fake-modes.ts';
import { FakeOpenAiServer } from '../../../backend/test/support/fake-openai-server.ts';
import { milvusIsInstalled, RealMilvus } from '../../../backend/test/support/milvus/real-milvus.ts';
import { pgvectorIsInstalled } from '../../../backend/test/support/pgvector-server.ts';
import { poll } from '../../../backend/test/support/poll.ts';
import { Product } from '../../../backend/test/support/product.ts';
import type { Weather } from '../../../backend/test/support/proxied-way.ts';
import { Journal } from '../../../backend/test/support/resilience/journal.ts';
import {
  storedMessages,
  storedVectors,
} from '../../../backend/test/support/resilience/stored-messages.ts';
import { Writer } from '../../../backend/test/support/resilience/writer.ts';
import type { DatabaseSettings } from '../../../backend/test/support/test-database.ts';
import { seededRandom } from '../../../backend/test/support/seeded-random.ts';
import { TcpProxy } from '../../../backend/test/support/tcp-proxy.ts';
import { say } from '../report.ts';
import { onEach } from './databases.ts';
import type { Extent, Names, Outcome, Trial } from './outcome.ts';
import { QUICK_FAULTS } from './soak.ts';

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
const CHAT = ['answer', 'from-prompt', ...QUICK_FAULTS] as const;
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

/**
 * The model, the embedder, the vector store, a server database and the process itself fail at random
 * under writers; then all is well again.
 */
export const randomFaults: Trial = (extent) =>
  onEach(
    (on) => [named(on, extent)],
    async (on, database) => [{ ...named(on, extent), ...(await measure(database, extent)) }],
  );

const named = (on: string, { faultSeconds }: Extent): Names => {
  const store = milvusIsInstalled() ? 'Milvus Lite' : 'pgvector';
  return {
    what: `${faultSeconds} s of random faults, then two reconcile rounds, ${on} and ${store}`,
    promise: '0 missing, 0 orphans',
  };
};

async function measure(
  database: DatabaseSettings,
  { faultSeconds }: Extent,
): Promise<Pick<Outcome, 'measured' | 'holds'>> {
  if (database.DATABASE_URL !== undefined && !milvusIsInstalled() && !pgvectorIsInstalled())
    return { measured: 'neither Milvus nor pgvector is installed', holds: undefined };
  const milvus = milvusIsInstalled() ? await RealMilvus.start() : undefined;
  const trouble = await Trouble.start({ ...database }, milvus?.address);
  const journal = await trouble.last(faultSeconds);
  const [, second] = [await trouble.reconciled(), await trouble.reconciled()];
  await trouble.stop();
  const { lost, doubled } = journal.compare(await storedMessages(database));
  const { memories, indexed } = await storedVectors(database);
  await milvus?.stop();
  const missing = second.missing + second.lost;
  return {
    measured: `second round: ${missing} missing, ${second.orphaned} orphans; ${indexed} of ${memories} memories have a vector; ${journal.size} acknowledged, ${lost.length} lost, ${doubled.length} doubled; ${trouble.faults} faults, ${trouble.kills} kills`,
    holds: missing + second.orphaned + lost.length + doubled.length === 0 && indexed === memories,
  };
}

/** A product in trouble. */
class Trouble {
  faults = 0;
  kills = 0;
  private readonly random = seededRandom(Date.now() % 1_000_000);
  private readonly environment: Readonly<Record<string, string>>;
  private readonly model: FakeOpenAiServer;
  private readonly proxies: readonly TcpProxy[];
  private product: Product;

  private constructor(
    environment: Readonly<Record<string, string>>,
    model: FakeOpenAiServer,
    proxies: readonly TcpProxy[],
    product: Product,
  ) {
    this.environment = environment;
    this.model = model;
    this.proxies = proxies;
    this.product = product;
  }

  static async start(
    { DATABASE_URL: url, ...database }: Readonly<Record<string, string>>,
    milvus: string | undefined,
  ): Promise<Trouble> {
    const model = await FakeOpenAiServer.start();
    const inFrontOf = async (address: string | undefined) =>
      address === undefined ? undefined : TcpProxy.inFrontOf(address);
    const [chat, rows, vectors] = await Promise.all([
      TcpProxy.inFrontOf(model.baseUrl),
      inFrontOf(url),
      inFrontOf(milvus && `http://${milvus}`),
    ]);
    const environment = {
      ...database,
      ...model.environment,
      OPENAI_BASE_URL: chat.through(model.baseUrl),
      EMBEDDINGS_BASE_URL: model.baseUrl,
      ANSWERS_PER_USER: String(WRITERS),
      // Left alone for a minute after every row of five faults, the model would hardly be used.
      BREAKER_RESET_SECONDS: '1',
      LOG_LEVEL: 'fatal',
      ...(url !== undefined && rows && { DATABASE_URL: rows.through(url) }),
      ...(vectors && { MILVUS_ADDRESS: vectors.address }),
    };
    const proxies = [chat, rows, vectors].filter((proxy) => proxy !== undefined);
    return new Trouble(environment, model, proxies, await Product.start(environment));
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
    this.calm();
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
    for (const proxy of this.proxies) await proxy.stop();
    await this.model.stop();
  }

  private calm(): void {
    for (const proxy of this.proxies) proxy.set({});
    this.model.behave(CHAT_MODES.answer);
    this.model.embeddings.behave(EMBEDDING_MODES.embed);
  }

  private async fault(): Promise<void> {
    this.faults += 1;
    this.model.behave(CHAT_MODES[this.one(CHAT)]);
    this.model.embeddings.behave(this.one(EMBEDDER));
    for (const proxy of this.proxies) proxy.set(this.one(WEATHER));
    await delay(this.random() * LONGEST_FAULT);
    if (this.random() > KILLED_SHARE) return;
    this.kills += 1;
    this.product.kill('SIGKILL');
    await this.product.exited();
    // A database that is away for as long as this waits would make no start.
    this.calm();
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
