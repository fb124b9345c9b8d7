import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Queue } from '../jobs/index.js';
import { type CollectionRow, VectorCollections, VectorStore } from '../vectors/index.js';
import { ask } from './away.js';
import { CollectionInUse } from './collection-in-use.js';
import { Comparison, type Differences } from './comparison.js';
import { type Filled, Filling } from './filling.js';
import { numberWindows } from './number-windows.js';

/** One at a time over all processes. An outage costs one attempt each time it begins. */
export const RECONCILE: Queue = {
  name: 'reconcile',
  policy: 'exclusive',
  batch: 1,
  polling: 5,
  retries: 100,
  longestDelay: 5,
  longestRun: 86_400,
  keepsDead: false,
};

/** What a reconciliation found and mended. */
export interface Reconciled extends Differences, Filled {
  /** When it ended, ISO 8601 in UTC. */
  readonly at: string;
  readonly tookMs: number;
  /** Vectors of models that are not in use any more: removed. */
  readonly wrongModel: number;
}

/** Of the vectors that should be there, so many may be lost while searches still use the collection. */
const BEARABLE_LOSS = 0.05;

/** Brings the vectors in line with the rows: compares, fills, and lets searches use what is complete. */
@Injectable()
export class Reconciliation {
  private readonly logger = new Logger(Reconciliation.name);

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly collection: CollectionInUse,
    private readonly collections: VectorCollections,
    private readonly comparison: Comparison,
    private readonly filling: Filling,
    private readonly store: VectorStore,
  ) {}

  /** @throws {Error} one that `isAway` when the embedder or the store cannot be used; the signal's reason. */
  async run(signal: AbortSignal): Promise<void> {
    const started = performance.now();
    const target = await this.collection.current(signal);
    const highest = await this.highest();
    const differences = await this.comparison.compare(target, highest, signal);
    const expected = differences.vectors - differences.orphaned + differences.lost;
    if (target.state === 'current' && differences.lost > expected * BEARABLE_LOSS)
      await this.collections.demote(target.id, expected - differences.lost, expected);
    const filled = await this.filling.fill(target, highest, signal);
    await ask((limit) => this.store.activate(target, limit), signal);
    await this.collections.promote(target.id);
    const wrongModel = await this.dropOthers(signal);
    const tookMs = Math.round(performance.now() - started);
    const at = new Date().toISOString();
    const found: Reconciled = { at, tookMs, ...differences, ...filled, wrongModel };
    await this.collections.noteReconciliation(target.id, found);
    this.tell(target, found);
  }

  private async highest(): Promise<number> {
    const [{ highest }] = await this.database.query<[{ highest: number }]>(
      'SELECT coalesce(max(number), 0) AS highest FROM memories',
    );
    return highest;
  }

  /** @returns how many vectors they had. */
  private async dropOthers(signal: AbortSignal): Promise<number> {
    const others = (await this.collections.all()).filter(({ state }) => state === 'dropping');
    let vectors = 0;
    for (const { id, name } of others) {
      await ask((limit) => this.store.drop(name, limit), signal);
      for (const { after, upTo } of numberWindows(await this.highest())) {
        const [, gone] = await this.database.query<[unknown[], number]>(
          `DELETE FROM memory_vectors
           WHERE collection_id = $1 AND memory_number > $2 AND memory_number <= $3`,
          [id, after, upTo],
        );
        vectors += gone;
      }
      await this.collections.remove(id);
    }
    return vectors;
  }

  private tell({ model, state }: CollectionRow, found: Reconciled): void {
    const { missing, orphaned, foreign, misplaced, lost, refused, wrongModel } = found;
    const mended = missing + orphaned + foreign + misplaced + lost + refused + wrongModel > 0;
    if (state !== 'current') this.logger.log({ model, ...found }, 'search by meaning is ready');
    else if (mended) this.logger.log({ model, ...found }, 'vectors were brought in line');
    else this.logger.debug({ model, ...found }, 'vectors and memories agree');
  }
}
