import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { JobCounts } from '../jobs/index.js';
import { VectorCollections } from '../vectors/index.js';
import { INDEX, IndexJobs } from './index-jobs.js';
import { type IndexTarget, MemoryIndexer } from './memory-indexer.js';
import { type NumberWindow, numberWindows } from './number-windows.js';

/** What filling a collection did. */
export interface Filled {
  /** Memories that had no vector and have one now. */
  readonly missing: number;
  /** Memories that the embedder refused; jobs try them again. */
  readonly refused: number;
}

const COUNT = `
  SELECT count(*)::integer AS total, count(memory_number)::integer AS done
  FROM memories LEFT JOIN memory_vectors
    ON memory_number = number AND collection_id = $1 AND failure IS NULL
  WHERE number > $2 AND number <= $3`;

/** Those that a job will see to are left to it. */
const MISSING = `
  SELECT number FROM memories
  WHERE number > $2 AND number <= $3 AND ($4::timestamptz IS NULL OR created_at < $4)
    AND NOT EXISTS (
      SELECT FROM memory_vectors WHERE memory_number = number AND collection_id = $1
    )
  ORDER BY number`;

/** Makes the vectors that a collection lacks. */
@Injectable()
export class Filling {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly collections: VectorCollections,
    private readonly jobs: JobCounts,
    private readonly indexJobs: IndexJobs,
    private readonly indexer: MemoryIndexer,
  ) {}

  /**
   * @param highest number of the newest memory that counts.
   * @throws {Error} as `MemoryIndexer.index` does; what was done by then stays.
   */
  async fill(target: IndexTarget, highest: number, signal: AbortSignal): Promise<Filled> {
    const progress = await this.count(target.id, highest, signal);
    const filled = { missing: 0, refused: 0 };
    const note = async (memories: number) => {
      progress.done += memories;
      await this.collections.noteProgress(target.id, progress.done, progress.total);
    };
    await note(0);
    const until = await this.jobs.oldestOf(INDEX.name);
    for (const window of numberWindows(highest)) {
      const numbers = await this.missing(target.id, window, until);
      const refused = await this.indexer.index(target, numbers, signal, note);
      await this.hand([...refused.keys()]);
      filled.missing += numbers.length - refused.size;
      filled.refused += refused.size;
    }
    return filled;
  }

  private async count(
    collectionId: number,
    highest: number,
    signal: AbortSignal,
  ): Promise<{ total: number; done: number }> {
    const sum = { total: 0, done: 0 };
    for (const { after, upTo } of numberWindows(highest)) {
      signal.throwIfAborted();
      const [part] = await this.database.query<[{ total: number; done: number }]>(COUNT, [
        collectionId,
        after,
        upTo,
      ]);
      sum.total += part.total;
      sum.done += part.done;
    }
    return sum;
  }

  private async missing(
    collectionId: number,
    { after, upTo }: NumberWindow,
    until: Date | null,
  ): Promise<number[]> {
    const rows = await this.database.query<{ number: number }[]>(MISSING, [
      collectionId,
      after,
      upTo,
      until,
    ]);
    return rows.map(({ number }) => number);
  }

  /** A job tries again, and ends among the dead where somebody sees it. */
  private async hand(memoryIds: readonly string[]): Promise<void> {
    if (memoryIds.length === 0) return;
    await this.database.transaction((manager) => this.indexJobs.send(manager, memoryIds));
  }
}
