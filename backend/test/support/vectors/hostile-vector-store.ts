import {
  VectorStoreUnavailable,
  type VectorCollection,
  type VectorEntry,
  type VectorFilter,
  type VectorHit,
  type VectorPlace,
} from '../../../src/vectors/index.js';
import { InMemoryVectorStore } from './in-memory-vector-store.ts';

/**
 * What a vector store may do wrong:
 * - `down`: every call fails at once; `late`: it answers after `release()` only, or fails when the
 *   signal is aborted; `deaf`: likewise, and it does not heed the signal;
 * - `doubled`: each hit and place twice; `unordered`: worst hits first, and more than were asked for;
 *   `stale`: what was deleted, and other users' as well;
 * - `forgetful`: says that it wrote and did not; `lost answer`: wrote and says that it did not;
 *   `half`: wrote the first half of a batch and then failed.
 */
export type Mischief =
  | 'none'
  | 'down'
  | 'late'
  | 'deaf'
  | 'doubled'
  | 'unordered'
  | 'stale'
  | 'forgetful'
  | 'lost answer'
  | 'half';

/** The calls of the port that can go wrong. */
export type VectorCall =
  'prepare' | 'activate' | 'drop' | 'nearest' | 'upsert' | 'delete' | 'count' | 'iterate';

/** A vector store that breaks the port's promises on demand, and counts how often it was called. */
export class HostileVectorStore extends InMemoryVectorStore {
  /** Calls so far, those that failed as well. */
  readonly calls: Record<VectorCall, number> = {
    prepare: 0,
    activate: 0,
    drop: 0,
    nearest: 0,
    upsert: 0,
    delete: 0,
    count: 0,
    iterate: 0,
  };
  private readonly mischief = new Map<VectorCall, Mischief>();
  private readonly graves = new Map<string, Map<string, VectorEntry>>();
  private readonly waiting = new Set<() => void>();

  /** Behaves so from now on, in all calls unless some are named. */
  behave(mischief: Mischief, ...calls: readonly VectorCall[]): void {
    // The record above has every call as a key and no other.
    const all = Object.keys(this.calls) as VectorCall[];
    for (const call of calls.length > 0 ? calls : all) this.mischief.set(call, mischief);
  }

  /** Calls that wait for `release` right now. */
  get held(): number {
    return this.waiting.size;
  }

  /** Lets those go on that are `late` or `deaf` at present. */
  release(): void {
    for (const go of this.waiting) go();
    this.waiting.clear();
  }

  override async prepare(collection: VectorCollection, signal: AbortSignal): Promise<void> {
    await this.pass('prepare', signal);
    await super.prepare(collection, signal);
  }

  override async activate(collection: VectorCollection, signal: AbortSignal): Promise<void> {
    await this.pass('activate', signal);
    await super.activate(collection, signal);
  }

  override async drop(name: string, signal: AbortSignal): Promise<void> {
    await this.pass('drop', signal);
    await super.drop(name, signal);
  }

  override async nearest(
    collection: VectorCollection,
    filter: VectorFilter,
    embedding: Float32Array,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly VectorHit[]> {
    const mischief = await this.pass('nearest', signal);
    const hits = await super.nearest(collection, filter, embedding, limit, signal);
    if (mischief === 'doubled') return hits.flatMap((hit) => [hit, hit]);
    if (mischief === 'unordered')
      return (await super.nearest(collection, filter, embedding, Infinity, signal)).toReversed();
    if (mischief === 'stale') return [...this.leaked(collection, filter.userId), ...hits];
    return hits;
  }

  override async upsert(
    collection: VectorCollection,
    entries: readonly VectorEntry[],
    signal: AbortSignal,
  ): Promise<void> {
    const mischief = await this.pass('upsert', signal);
    if (mischief === 'forgetful') return;
    const part = mischief === 'half' ? entries.slice(0, Math.ceil(entries.length / 2)) : entries;
    await super.upsert(collection, part, signal);
    if (mischief === 'half' || mischief === 'lost answer') throw unavailable('upsert');
  }

  override async delete(
    collection: VectorCollection,
    userId: string,
    memoryIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const mischief = await this.pass('delete', signal);
    if (mischief === 'forgetful') return;
    this.bury(collection, memoryIds);
    await super.delete(collection, userId, memoryIds, signal);
    if (mischief === 'lost answer') throw unavailable('delete');
  }

  override async count(
    collection: VectorCollection,
    filter: VectorFilter,
    signal: AbortSignal,
  ): Promise<number> {
    await this.pass('count', signal);
    return super.count(collection, filter, signal);
  }

  override async *iterate(
    collection: VectorCollection,
    signal: AbortSignal,
  ): AsyncIterable<readonly VectorPlace[]> {
    const mischief = await this.pass('iterate', signal);
    for await (const places of super.iterate(collection, signal)) {
      yield places;
      if (mischief === 'doubled') yield places;
    }
    if (mischief === 'stale') yield [...this.gravesOf(collection).values()];
  }

  /** Counts a call and fails or waits as was asked. @returns what else is to go wrong with it. */
  private async pass(call: VectorCall, signal: AbortSignal): Promise<Mischief> {
    this.calls[call]++;
    const mischief = this.mischief.get(call) ?? 'none';
    if (mischief === 'down') throw unavailable(call);
    if (mischief === 'late' || mischief === 'deaf') {
      await new Promise<void>((resolve) => {
        this.waiting.add(resolve);
        if (mischief === 'late') whenAborted(signal, () => this.letGo(resolve));
      });
      if (mischief === 'late' && signal.aborted) throw unavailable(call, signal.reason);
    }
    return mischief;
  }

  private letGo(resolve: () => void): void {
    this.waiting.delete(resolve);
    resolve();
  }

  /** What a search must never show: what is deleted, and what belongs to others. */
  private leaked(collection: VectorCollection, userId: string): VectorHit[] {
    const others = this.entriesOf(collection).filter((entry) => entry.userId !== userId);
    return [...this.gravesOf(collection).values(), ...others].map(({ memoryId }) => ({
      memoryId,
      score: 0.99,
    }));
  }

  private bury(collection: VectorCollection, memoryIds: readonly string[]): void {
    const dead = this.entriesOf(collection).filter(({ memoryId }) => memoryIds.includes(memoryId));
    const graves = this.gravesOf(collection);
    for (const entry of dead) graves.set(entry.memoryId, entry);
    this.graves.set(collection.name, graves);
  }

  private gravesOf({ name }: VectorCollection): Map<string, VectorEntry> {
    return this.graves.get(name) ?? new Map<string, VectorEntry>();
  }
}

function whenAborted(signal: AbortSignal, then: () => void): void {
  if (signal.aborted) then();
  else signal.addEventListener('abort', then, { once: true });
}

const unavailable = (call: VectorCall, cause?: unknown): VectorStoreUnavailable =>
  new VectorStoreUnavailable(`${call}: the hostile store does not answer`, { cause });
