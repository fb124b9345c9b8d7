import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Db } from 'pg-boss';
import { DataSource, type EntityManager } from 'typeorm';
import { afterCommit, type Statement } from '../database/index.js';
import { DEAD, JobBoss, KEEP_DONE } from './job-boss.js';
import { statementsOf, within } from './job-database.js';
import { JobWorker } from './job-worker.js';
import type { JobHandler, Queue } from './queue.js';

/** Seconds without a sign of life after which a running job's process counts as dead. */
const HEARTBEAT = 15;

/** Jobs in the database: written in the caller's transaction, done by whichever process works. */
@Injectable()
export class Jobs {
  private readonly workers = new Map<string, { wake(): void }>();

  constructor(
    private readonly boss: JobBoss,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Makes sure that a queue is there, as it is described; to be called before anything is sent to it. */
  async declare({ name, policy = 'standard', ...queue }: Queue): Promise<void> {
    const options = {
      retryLimit: queue.retries,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: queue.longestDelay,
      expireInSeconds: queue.longestRun,
      heartbeatSeconds: HEARTBEAT,
      deleteAfterSeconds: KEEP_DONE,
      ...(queue.keepsDead && { deadLetter: DEAD }),
    };
    await this.boss.createQueue(name, { ...options, policy });
    await this.boss.updateQueue(name, options);
  }

  /**
   * Writes jobs in the transaction of `manager`. Once it has committed, this process's worker looks at
   * once; those of others see them when they look next.
   */
  async send(manager: EntityManager, queue: Queue, payloads: readonly object[]): Promise<void> {
    if (payloads.length === 0) return;
    await this.insert(queue, payloads, within(manager));
    afterCommit(manager, () => {
      this.wake(queue);
    });
  }

  /**
   * What `send` would ask of the database, for a transaction that its caller makes; `wake` then tells the
   * worker.
   */
  statements(queue: Queue, payloads: readonly object[]): Promise<readonly Statement[]> {
    return payloads.length === 0
      ? Promise.resolve([])
      : statementsOf((db) => this.insert(queue, payloads, db));
  }

  /** Has this process's worker look for jobs, if it has one. */
  wake({ name }: Queue): void {
    this.workers.get(name)?.wake();
  }

  /** Writes one job without a payload, in a transaction of its own. */
  request(queue: Queue): Promise<void> {
    return this.database.transaction((manager) => this.send(manager, queue, [{}]));
  }

  /** The one worker of this process for a queue; it rests until it is started. */
  worker<Data extends object>(queue: Queue, handler: JobHandler<Data>): JobWorker<Data> {
    const worker = new JobWorker(this.boss, queue, handler);
    this.workers.set(queue.name, worker);
    return worker;
  }

  private async insert({ name }: Queue, payloads: readonly object[], db: Db): Promise<void> {
    const jobs = payloads.map((data) => ({ data }));
    await this.boss.insert(name, jobs, { db });
  }
}
