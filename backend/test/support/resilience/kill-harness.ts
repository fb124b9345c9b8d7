import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient } from '../api-client.ts';
import { FakeOpenAiServer } from '../fake-openai-server.ts';
import { poll } from '../poll.ts';
import { Product } from '../product.ts';
import { seededRandom } from '../seeded-random.ts';
import type { DatabaseSettings } from '../test-database.ts';
import { type Differences, Journal } from './journal.ts';
import { storedMessages } from './stored-messages.ts';
import { Writer } from './writer.ts';

/** What is done to the product. */
export interface KillPlan {
  readonly database: DatabaseSettings;
  readonly kills: number;
  readonly writers: number;
  /** Of the moments at which it is killed. */
  readonly seed: number;
  /** Milliseconds that it lives at most once it is ready. */
  readonly longestLifeMs: number;
}

/** What came of it. */
export interface KillReport extends Differences {
  readonly acknowledged: number;
  /** How often a message was acknowledged again, as the same one. */
  readonly repeated: number;
  /** Requests that this took, the repeated ones counted again. */
  readonly requests: number;
  /** Milliseconds from each start until it was ready. */
  readonly readyMs: readonly number[];
}

/** Slow enough that most kills come in the middle of answers. */
const ANSWER = { kind: 'answer', firstTokenMs: 10, paceMs: 10 } as const;
/** One start in so many is killed before it is ready. */
const WHILE_STARTING = 5;
/** Milliseconds within which it takes a further message, after which it is killed at work for sure. */
const WORKS_WITHIN = 120_000;

/**
 * Kills the built product (kill -9) again and again at random moments while writers talk to it, and at
 * the end compares what it acknowledged with what the database holds.
 */
export class KillHarness {
  private readonly journal = new Journal();
  private readonly readyMs: number[] = [];
  private readonly random: () => number;
  private readonly plan: KillPlan;
  private readonly model: FakeOpenAiServer;
  private product: Product;

  private constructor(plan: KillPlan, model: FakeOpenAiServer, product: Product) {
    this.plan = plan;
    this.model = model;
    this.product = product;
    this.random = seededRandom(plan.seed);
  }

  /** @throws {Error} when the product does not start again, or refuses what it should take. */
  static async run(plan: KillPlan): Promise<KillReport> {
    const model = await FakeOpenAiServer.start();
    // However slow the machine, the first kill comes in the middle of an answer.
    model.behave({ ...ANSWER, firstTokenMs: 2 * plan.longestLifeMs });
    const product = await Product.start(environmentOf(plan, model));
    const harness = new KillHarness(plan, model, product);
    try {
      return await harness.report();
    } finally {
      await harness.product.stop();
      await model.stop();
    }
  }

  private async report(): Promise<KillReport> {
    await this.killUnderWriters();
    const code = await this.product.stop();
    if (code !== 0) throw new Error(`It ended with ${code}:\n${this.product.log}`);
    const { journal, readyMs, plan } = this;
    const differences = journal.compare(await storedMessages(plan.database));
    const { size: acknowledged, repeated, requests } = journal;
    return { ...differences, acknowledged, repeated, requests, readyMs };
  }

  private async killUnderWriters(): Promise<void> {
    const enough = new AbortController();
    const writers = await this.writers();
    const writing = Promise.all(writers.map((writer) => writer.writeUntil(enough.signal)));
    // A writer that fails ends the run; the one below waits for it in any case.
    writing.catch(() => undefined);
    for (let kill = 1; kill <= this.plan.kills; kill++) {
      // However slow the machine: in its first and its last life it works.
      if (kill === 1 || kill === this.plan.kills) await this.acknowledgesMore(writing);
      await Promise.race([writing, delay(this.random() * this.plan.longestLifeMs)]);
      await this.killAndStart(kill % WHILE_STARTING === 0 && kill < this.plan.kills);
      this.model.behave(ANSWER);
    }
    enough.abort();
    await writing;
  }

  /** Waits for a message more, or for a writer that fails. */
  private async acknowledgesMore(writing: Promise<unknown>): Promise<void> {
    const before = this.journal.size;
    let isOver = false;
    const over = () => (isOver = true);
    writing.then(over, over);
    const isEnough = () => isOver || this.journal.size > before;
    await poll('a message more', isEnough, { withinMs: WORKS_WITHIN });
  }

  /** Two writers a conversation, as two tabs. */
  private async writers(): Promise<Writer[]> {
    const api = () => new ApiClient(this.product.url);
    const writers: Writer[] = [];
    let session = '';
    for (let index = 0; index < this.plan.writers; index++) {
      if (index % 2 === 0) session = await api().createSession();
      writers.push(new Writer(`Writer ${index}`, session, this.journal, api));
    }
    return writers;
  }

  private async killAndStart(onlyBegin: boolean): Promise<void> {
    this.product.kill('SIGKILL');
    await this.product.exited();
    const begun = performance.now();
    this.product = await Product.launch(environmentOf(this.plan, this.model));
    if (onlyBegin) return;
    await this.product.ready();
    this.readyMs.push(performance.now() - begun);
  }
}

/** All writers are the same person. */
const environmentOf = ({ database, writers }: KillPlan, model: FakeOpenAiServer) => ({
  ...model.environment,
  ...database,
  ANSWERS_PER_USER: String(writers),
});
