import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type VectorCollection, VectorCollections, VectorStore } from '../vectors/index.js';
import { ask } from './away.js';

/** Vectors removed at once. */
const AT_ONCE = 500;

interface Forgotten {
  readonly memoryId: string;
  readonly userId: string;
}

/** Removes the vectors of memories that are gone, from every collection. */
@Injectable()
export class Forgetting {
  private readonly prepared = new Set<string>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly collections: VectorCollections,
    private readonly store: VectorStore,
  ) {}

  /**
   * Until nothing is left to be removed.
   * @throws {Error} one that `isAway` when the store cannot be used; the signal's reason.
   */
  async run(signal: AbortSignal): Promise<void> {
    let part: Forgotten[];
    do {
      signal.throwIfAborted();
      part = await this.database.query<Forgotten[]>(
        `SELECT memory_id AS "memoryId", user_id AS "userId" FROM forgotten_vectors
         ORDER BY forgotten_at LIMIT ${AT_ONCE}`,
      );
      if (part.length > 0) await this.forget(part, signal);
    } while (part.length === AT_ONCE);
  }

  private async forget(forgotten: readonly Forgotten[], signal: AbortSignal): Promise<void> {
    const byUser = Map.groupBy(forgotten, ({ userId }) => userId);
    for (const collection of await this.collections.all()) {
      if (collection.state === 'dropping') continue;
      await this.prepare(collection, signal);
      for (const [userId, own] of byUser) {
        const ids = own.map(({ memoryId }) => memoryId);
        await ask((limit) => this.store.delete(collection, userId, ids, limit), signal);
      }
    }
    await this.database.query('DELETE FROM forgotten_vectors WHERE memory_id = ANY($1::uuid[])', [
      forgotten.map(({ memoryId }) => memoryId),
    ]);
  }

  /** One that is only kept was not prepared in this process yet. */
  private async prepare(collection: VectorCollection, signal: AbortSignal): Promise<void> {
    if (this.prepared.has(collection.name)) return;
    await ask((limit) => this.store.prepare(collection, limit), signal);
    this.prepared.add(collection.name);
  }
}
