import { Injectable } from '@nestjs/common';
import type { Job, JobFailure } from '../jobs/index.js';
import type { IndexJob } from './index-jobs.js';
import { CollectionInUse } from './collection-in-use.js';
import { MemoryIndexer } from './memory-indexer.js';
import { VectorLedger } from './vector-ledger.js';

/** After so many attempts a memory that the embedder refuses is given up. */
const ATTEMPTS = 5;

/** Does index jobs, many at once. */
@Injectable()
export class IndexRun {
  constructor(
    private readonly collection: CollectionInUse,
    private readonly ledger: VectorLedger,
    private readonly indexer: MemoryIndexer,
  ) {}

  /** @throws {Error} as `MemoryIndexer.index` does. */
  async run(
    jobs: readonly Job<IndexJob>[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, JobFailure>> {
    const target = await this.collection.current(signal);
    const ids = jobs.flatMap(({ data }) => data.memoryIds);
    // While a collection is being filled, memories of all times are missing from it.
    const inOrder = target.state === 'current';
    const numbers = await this.ledger.waiting(target.id, ids, inOrder);
    const refused = await this.indexer.index(target, numbers, signal);
    const failures = new Map<string, JobFailure>();
    for (const job of jobs) {
      const own = job.data.memoryIds.filter((id) => refused.has(id));
      const giveUp = job.attempt >= ATTEMPTS;
      for (const id of own) {
        const reason = refused.get(id) ?? '';
        failures.set(job.id, { reason, giveUp });
        if (giveUp) await this.ledger.noteFailure(target.id, id, reason);
      }
    }
    return failures;
  }
}
