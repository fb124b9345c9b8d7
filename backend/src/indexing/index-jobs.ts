import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Statement } from '../database/index.js';
import { Jobs, type Queue } from '../jobs/index.js';
import { VectorStore } from '../vectors/index.js';

/** Memories whose vectors are to be made. */
export interface IndexJob {
  readonly memoryIds: readonly string[];
}

/** Outages are waited for elsewhere and cost an attempt each time they begin; hence so many. */
export const INDEX: Queue = {
  name: 'index',
  batch: 16,
  polling: 0.5,
  // The turn with which a memory came is answered first: both need the embedder and the database.
  gathering: 250,
  retries: 25,
  longestDelay: 10,
  longestRun: 900,
  keepsDead: true,
};

/** Most memories in one job. */
const AT_ONCE = 32;

/** Notes down, with what was said, that its vectors are to be made. */
@Injectable()
export class IndexJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly store: VectorStore,
  ) {}

  onModuleInit(): Promise<void> {
    return this.jobs.declare(INDEX);
  }

  /** In the transaction of `manager`, in which the memories are written or moved. */
  async send(manager: EntityManager, memoryIds: readonly string[]): Promise<void> {
    await this.jobs.send(manager, INDEX, this.jobsFor(memoryIds));
  }

  /** What `send` would ask of the database; once it is committed, `wake` is to be called. */
  statements(memoryIds: readonly string[]): Promise<readonly Statement[]> {
    return this.jobs.statements(INDEX, this.jobsFor(memoryIds));
  }

  /** Has the worker look at what was written by `statements`. */
  wake(): void {
    this.jobs.wake(INDEX);
  }

  private jobsFor(memoryIds: readonly string[]): readonly IndexJob[] {
    // Once there is a store, it is filled from the rows.
    if (!this.store.exists) return [];
    const payloads: IndexJob[] = [];
    for (let start = 0; start < memoryIds.length; start += AT_ONCE)
      payloads.push({ memoryIds: memoryIds.slice(start, start + AT_ONCE) });
    return payloads;
  }
}
