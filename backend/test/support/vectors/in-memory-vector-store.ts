import type { InUse } from '../../../src/shared/index.js';
import {
  VectorStore,
  VectorStoreUnavailable,
  type VectorCollection,
  type VectorEntry,
  type VectorFilter,
  type VectorHit,
  type VectorPlace,
} from '../../../src/vectors/index.js';
import { requireEntries, requireUser, requireVector } from '../../../src/vectors/vector-checks.js';
import { cosine } from './some-vectors.ts';

interface Kept {
  readonly dimensions: number;
  readonly entries: Map<string, VectorEntry>;
}

const BATCH = 500;

/** A vector store that keeps the port's promises in a map: for tests that need no real one. */
export class InMemoryVectorStore extends VectorStore {
  readonly exists = true;
  /** The name of the collection that the alias points to. */
  active: string | undefined;
  private readonly collections = new Map<string, Kept>();

  describe(): InUse {
    return { use: 'memory', why: 'a test asked for it' };
  }

  async prepare({ name, dimensions }: VectorCollection, signal: AbortSignal): Promise<void> {
    await turn(signal);
    const kept = this.collections.get(name);
    if (kept && kept.dimensions !== dimensions)
      throw new VectorStoreUnavailable(`${name} has another shape`);
    if (!kept) this.collections.set(name, { dimensions, entries: new Map() });
  }

  async activate(collection: VectorCollection, signal: AbortSignal): Promise<void> {
    await turn(signal);
    this.of(collection);
    this.active = collection.name;
  }

  async drop(name: string, signal: AbortSignal): Promise<void> {
    await turn(signal);
    this.collections.delete(name);
  }

  async nearest(
    collection: VectorCollection,
    filter: VectorFilter,
    embedding: Float32Array,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly VectorHit[]> {
    requireUser(filter);
    requireVector(collection, embedding, 'The query');
    await turn(signal);
    return this.within(collection, filter)
      .map((entry) => ({ memoryId: entry.memoryId, score: cosine(entry.embedding, embedding) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  }

  async upsert(
    collection: VectorCollection,
    entries: readonly VectorEntry[],
    signal: AbortSignal,
  ): Promise<void> {
    requireEntries(collection, entries);
    await turn(signal);
    const kept = this.of(collection);
    for (const entry of entries) kept.set(entry.memoryId, entry);
  }

  async delete(
    collection: VectorCollection,
    userId: string,
    memoryIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    requireUser({ userId });
    await turn(signal);
    const kept = this.of(collection);
    for (const id of memoryIds) if (kept.get(id)?.userId === userId) kept.delete(id);
  }

  async count(
    collection: VectorCollection,
    filter: VectorFilter,
    signal: AbortSignal,
  ): Promise<number> {
    requireUser(filter);
    await turn(signal);
    return this.within(collection, filter).length;
  }

  async *iterate(
    collection: VectorCollection,
    signal: AbortSignal,
  ): AsyncIterable<readonly VectorPlace[]> {
    await turn(signal);
    const places = [...this.of(collection).values()].map(({ embedding: _, ...place }) => place);
    for (let first = 0; first < places.length; first += BATCH) {
      await turn(signal);
      yield places.slice(first, first + BATCH);
    }
  }

  /** All that is kept, of whatever user: for a test to look at, and for a fake to leak. */
  entriesOf({ name }: VectorCollection): readonly VectorEntry[] {
    return [...(this.collections.get(name)?.entries.values() ?? [])];
  }

  private within(collection: VectorCollection, filter: VectorFilter): VectorEntry[] {
    return [...this.of(collection).values()].filter(
      ({ userId, spaceId, sessionId }) =>
        userId === filter.userId &&
        (filter.spaceId === undefined || spaceId === filter.spaceId) &&
        (filter.sessionId === undefined || sessionId === filter.sessionId),
    );
  }

  private of({ name }: VectorCollection): Map<string, VectorEntry> {
    const kept = this.collections.get(name);
    if (!kept) throw new VectorStoreUnavailable(`There is no collection ${name}`);
    return kept.entries;
  }
}

/** Answers on a later turn of the event loop, as any real store does. */
async function turn(signal: AbortSignal): Promise<void> {
  await new Promise(setImmediate);
  if (signal.aborted) throw new VectorStoreUnavailable('aborted', { cause: signal.reason });
}
