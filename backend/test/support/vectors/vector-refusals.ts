import { randomUUID } from 'node:crypto';
import {
  type VectorCollection,
  type VectorEntry,
  type VectorFilter,
  type VectorHit,
  type VectorStore,
  VectorStoreUnavailable,
} from '../../../src/vectors/index.js';
import { InvalidVector } from '../../../src/vectors/vector-checks.js';
import { alike, anEntry } from './some-vectors.ts';

/**
 * What every vector store must refuse, and be as before; to be called within a `describe`.
 * @param under gives the store and the collection of the test.
 */
export function itRefuses(
  under: () => { readonly store: VectorStore; readonly collection: VectorCollection },
): void {
  const { signal } = new AbortController();
  const store = () => under().store;
  const collection = () => under().collection;
  const nearest = (filter: VectorFilter, limit = 10, embedding = alike(1)) =>
    store().nearest(collection(), filter, embedding, limit, signal);
  const upsert = (...entries: VectorEntry[]) => store().upsert(collection(), entries, signal);
  const count = ({ userId }: VectorFilter) => store().count(collection(), { userId }, signal);

  const nobody: readonly unknown[] = ['', undefined, null];

  it.each(nobody)('to work for nobody (%j)', async (missing) => {
    // What a caller without types might hand in.
    const userId = missing as string;
    await upsert(anEntry());
    const calls = [
      () => nearest({ userId }),
      () => count({ userId }),
      () => upsert(anEntry({ userId })),
      () => store().delete(collection(), userId, [randomUUID()], signal),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow(/user is missing/);
  });

  it.each([
    ['empty', new Float32Array(0)],
    ['too short', alike(1, 15)],
    ['too long', alike(1, 17)],
    ['no number', alike(1).map((value, index) => (index === 7 ? NaN : value))],
    ['infinite', alike(1).map((value, index) => (index === 7 ? Infinity : value))],
    ['zero', new Float32Array(16)],
    ['not of length 1', alike(1).map((value) => value * 3)],
  ])('a vector that is %s, with all of its batch', async (_, embedding) => {
    const sound = anEntry();
    await expect(upsert(sound, anEntry({ embedding }))).rejects.toThrow(InvalidVector);
    await expect(nearest(sound, 10, embedding)).rejects.toThrow(InvalidVector);
    await expect(count(sound)).resolves.toBe(0);
  });

  it('what was aborted before, and goes on afterwards', async () => {
    const entry = anEntry();
    const aborted = AbortSignal.abort();
    const calls = [
      () => store().prepare(collection(), aborted),
      () => store().activate(collection(), aborted),
      () => store().nearest(collection(), entry, alike(1), 10, aborted),
      () => store().count(collection(), entry, aborted),
      () => store().upsert(collection(), [entry], aborted),
      () => store().delete(collection(), entry.userId, [entry.memoryId], aborted),
      () => store().drop(collection().name, aborted),
      () => store().iterate(collection(), aborted)[Symbol.asyncIterator]().next(),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow(VectorStoreUnavailable);
    await expect(count(entry)).resolves.toBe(0);
  });

  it('or finishes what is aborted half-way, and goes on afterwards', async () => {
    const entry = anEntry();
    await upsert(entry);
    for (let round = 0; round < 30; round++) {
      const half = new AbortController();
      const search = store().nearest(collection(), entry, alike(1), 10, half.signal);
      half.abort();
      const outcome = await search.catch((error: unknown) => error);
      if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(VectorStoreUnavailable);
    }
    expect(idsOf(await nearest(entry))).toEqual([entry.memoryId]);
  });
}

const idsOf = (hits: readonly VectorHit[]): string[] => hits.map(({ memoryId }) => memoryId);
