import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { RoleSettings } from '../config/index.js';
import { type JobHandler, Jobs, type JobWorker } from '../jobs/index.js';
import { VectorStore } from '../vectors/index.js';
import { isAway } from './away.js';
import { CollectionInUse } from './collection-in-use.js';
import { Forgetting } from './forgetting.js';
import { INDEX, type IndexJob } from './index-jobs.js';
import { IndexRun } from './index-run.js';
import { RECONCILE, Reconciliation } from './reconciliation.js';

/** Milliseconds between two reconciliations, and between two looks for vectors that must go. */
const RECONCILE_EVERY = 600_000;
const FORGET_EVERY = 5_000;
/** Milliseconds until embedder and store are tried again, the first time and at most. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 5_000;

/** Whether vectors are being made: not in this process, not at present, or yes. */
export type IndexingPhase =
  | { readonly name: 'off' }
  | { readonly name: 'waiting'; readonly since: Date; readonly code: string; readonly why: string }
  | { readonly name: 'working' };

/**
 * Lets the workers work while embedder and store are both there. While one is away the jobs wait
 * untouched, and once it is back they are done at once, rather than when a backoff ends.
 */
@Injectable()
export class Indexing implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Indexing.name);
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly stopping = new AbortController();
  private workers: readonly Pick<JobWorker<never>, 'start' | 'rest'>[] = [];
  private now: IndexingPhase = { name: 'off' };
  private connecting = Promise.resolve();
  private forgetting: Promise<void> | undefined;

  constructor(
    private readonly jobs: Jobs,
    private readonly store: VectorStore,
    private readonly collection: CollectionInUse,
    private readonly index: IndexRun,
    private readonly reconciliation: Reconciliation,
    private readonly forgotten: Forgetting,
    private readonly settings: RoleSettings,
  ) {}

  /** Whether this process makes vectors at present. */
  get phase(): IndexingPhase {
    return this.now;
  }

  onModuleInit(): Promise<void> {
    return this.jobs.declare(RECONCILE);
  }

  onApplicationBootstrap(): void {
    if (this.settings.role === 'api' || !this.store.exists) return;
    this.workers = [
      this.jobs.worker<IndexJob>(
        INDEX,
        this.watched((jobs, signal) => this.index.run(jobs, signal)),
      ),
      this.jobs.worker(
        RECONCILE,
        this.watched(async (_, signal) => {
          await this.reconciliation.run(signal);
          return new Map();
        }),
      ),
    ];
    this.timers.push(
      setInterval(() => void this.requestReconciliation(), RECONCILE_EVERY),
      setInterval(() => this.forget(), FORGET_EVERY),
    );
    this.now = { name: 'waiting', since: new Date(), code: 'starting', why: 'It has just begun.' };
    this.connecting = this.connect();
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.stopping.abort(new Error('The process stops'));
    await Promise.all([this.connecting, this.forgetting]);
  }

  /** Has vectors and rows compared soon, by whichever process works. */
  async requestReconciliation(): Promise<void> {
    try {
      await this.jobs.request(RECONCILE);
    } catch (err) {
      // The database is away; the next round asks again.
      this.logger.warn({ err }, 'vectors and memories are not compared this time');
    }
  }

  private watched<Data>(handler: JobHandler<Data>): JobHandler<Data> {
    return async (jobs, signal) => {
      try {
        return await handler(jobs, signal);
      } catch (error) {
        this.heed(error);
        throw error;
      }
    };
  }

  private forget(): void {
    if (this.now.name !== 'working' || this.forgetting) return;
    this.forgetting = this.forgotten
      .run(this.stopping.signal)
      .catch((error: unknown) => {
        this.heed(error);
      })
      .finally(() => {
        this.forgetting = undefined;
      });
  }

  /** Rests when embedder or store are away; other faults are the jobs' own. */
  private heed(error: unknown): void {
    if (this.stopping.signal.aborted) return;
    if (!isAway(error)) this.logger.warn({ err: error }, 'making vectors met a fault');
    else if (this.now.name === 'working') {
      for (const worker of this.workers) worker.rest();
      this.wait(error);
      this.connecting = this.connect();
    }
  }

  private async connect(): Promise<void> {
    const { signal } = this.stopping;
    for (let wait = FIRST_WAIT; !signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT))
      try {
        await this.collection.prepare(signal);
        this.now = { name: 'working' };
        for (const worker of this.workers) worker.start();
        await this.requestReconciliation();
        return;
      } catch (error) {
        this.wait(error);
        await delay(wait, undefined, { signal }).catch(() => undefined);
      }
  }

  private wait(error: unknown): void {
    if (this.stopping.signal.aborted) return;
    const code = codeOf(error);
    const why = error instanceof Error ? error.message : String(error);
    const since = this.now.name === 'waiting' ? this.now.since : new Date();
    if (this.now.name !== 'waiting' || this.now.code !== code)
      this.logger.log({ code, why }, 'making vectors waits');
    this.now = { name: 'waiting', since, code, why };
  }
}

/** Embedder and stores say by a code why they cannot be used. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'vectors_unavailable';
