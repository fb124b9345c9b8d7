import { randomUUID } from 'node:crypto';
import {
  type VectorCollection,
  type VectorEntry,
  type VectorFilter,
  type VectorHit,
  type VectorPlace,
  type VectorStore,
  VectorStoreUnavailable,
} from '../../../src/vectors/index.js';
import { aCollection, alike, anEntry, cosine, randomVectors } from './some-vectors.ts';
import { itRefuses } from './vector-refusals.ts';

/** How far a store's score may be from the exact cosine: half precision is good enough to keep. */
const ROUNDING = 2e-3;

/** Entries of the test of size, and how much of the exact result a search must find in it. */
const THOUSANDS = 3_000;
const RECALL = 0.98;

/**
 * What every vector store must keep to, to be called within a `describe`.
 * @param open gives the store, ready for `prepare`; called before the first test. Who calls this closes it.
 */
export function itKeepsTheVectorContract(open: () => Promise<VectorStore>): void {
  let store: VectorStore;
  let collection: VectorCollection;
  const { signal } = new AbortController();
  beforeAll(async () => (store = await open()));
  beforeEach(async () => {
    collection = aCollection();
    await store.prepare(collection, signal);
  });
  afterEach(() => store.drop(collection.name, signal));

  const nearest = (filter: VectorFilter, limit = 10, embedding = alike(1)) =>
    store.nearest(collection, filter, embedding, limit, signal);
  const upsert = (...entries: VectorEntry[]) => store.upsert(collection, entries, signal);
  const count = ({ userId }: VectorFilter) => store.count(collection, { userId }, signal);
  const placesOf = async (of = collection) => {
    const batches: (readonly VectorPlace[])[] = [];
    for await (const batch of store.iterate(of, signal)) batches.push(batch);
    return batches;
  };

  describe('searches', () => {
    it('find nothing in an empty collection', async () => {
      const userId = randomUUID();
      await expect(nearest({ userId })).resolves.toEqual([]);
      await expect(count({ userId })).resolves.toBe(0);
      await expect(placesOf()).resolves.toEqual([]);
    });

    it('find at once what was kept, best first, with its cosine', async () => {
      const userId = randomUUID();
      const entries = [0.2, 0.9, -0.5, 0.6].map((c) => anEntry({ userId, embedding: alike(c) }));
      await upsert(...entries);
      const hits = await nearest({ userId });
      expect(idsOf(hits)).toEqual([1, 3, 0, 2].map((index) => entries[index]?.memoryId));
      [0.9, 0.6, 0.2, -0.5].forEach((exact, index) => {
        expect(Math.abs((hits[index]?.score ?? NaN) - exact)).toBeLessThan(ROUNDING);
      });
    });

    it('give no more than was asked for, to each of many who ask at once', async () => {
      const userId = randomUUID();
      const entries = [0.9, 0.8, 0.7].map((c) => anEntry({ userId, embedding: alike(c) }));
      await upsert(...entries);
      const ids = entries.map(({ memoryId }) => memoryId);
      const found = await Promise.all([1_000, 2, 1].map((limit) => nearest({ userId }, limit)));
      expect(found.map(idsOf)).toEqual([ids, ids.slice(0, 2), ids.slice(0, 1)]);
      await expect(nearest({ userId }, 0)).resolves.toEqual([]);
    });

    it('see one user only, however alike the vectors of others are', async () => {
      const [mine, theirs] = [anEntry(), anEntry()];
      await upsert(mine, theirs);
      await upsert(...Array.from({ length: 50 }, () => anEntry({ userId: theirs.userId })));
      expect(idsOf(await nearest({ userId: mine.userId }))).toEqual([mine.memoryId]);
      await expect(count(mine)).resolves.toBe(1);
      await expect(count(theirs)).resolves.toBe(51);
      await expect(nearest({ userId: mine.userId, spaceId: theirs.spaceId })).resolves.toEqual([]);
    });

    it('are narrowed by space, by session and by both', async () => {
      const [userId, spaceId, sessionId] = [randomUUID(), randomUUID(), randomUUID()];
      const both = anEntry({ userId, spaceId, sessionId, embedding: alike(0.9) });
      const space = anEntry({ userId, spaceId, embedding: alike(0.8) });
      const neither = anEntry({ userId });
      await upsert(both, space, neither);
      const found = async (filter: Omit<VectorFilter, 'userId'>) =>
        idsOf(await nearest({ userId, ...filter }));
      await expect(found({ spaceId })).resolves.toEqual([both.memoryId, space.memoryId]);
      await expect(found({ sessionId })).resolves.toEqual([both.memoryId]);
      await expect(found({ spaceId, sessionId })).resolves.toEqual([both.memoryId]);
      await expect(found({ spaceId: neither.spaceId, sessionId })).resolves.toEqual([]);
      await expect(store.count(collection, { userId, spaceId }, signal)).resolves.toBe(2);
      await expect(store.count(collection, { userId, sessionId }, signal)).resolves.toBe(1);
    });

    it('take whatever stands in an id for an id', async () => {
      await upsert(anEntry());
      const odd = `' OR '1' = '1`;
      // A store that knows only proper ids may refuse it; it must not find anything by it.
      const outcome = await nearest({ userId: odd }).catch(() => []);
      expect(outcome).toEqual([]);
    });

    it('find what exact search finds among thousands', async () => {
      const userId = randomUUID();
      const vectors = randomVectors(collection.dimensions, 11);
      const entries = Array.from({ length: THOUSANDS }, () =>
        anEntry({ userId, embedding: vectors.next().value }),
      );
      const others = entries.slice(0, 200).map(({ embedding }) => anEntry({ embedding }));
      for (let first = 0; first < entries.length; first += 500)
        await upsert(...entries.slice(first, first + 500));
      await upsert(...others);
      await expect(count({ userId })).resolves.toBe(THOUSANDS);
      const asked = Array.from({ length: 20 }, () => vectors.next().value);
      let shared = 0;
      for (const query of asked) {
        const exact = new Set(exactly(entries, query, 10));
        const hits = idsOf(await nearest({ userId }, 10, query));
        expect(hits).toHaveLength(10);
        shared += hits.filter((id) => exact.has(id)).length;
      }
      expect(shared / (asked.length * 10)).toBeGreaterThanOrEqual(RECALL);
    });
  });

  describe('writes', () => {
    it('replace the vector and the place of a memory', async () => {
      const entry = anEntry({ embedding: alike(0.1) });
      await upsert(entry);
      const moved = {
        ...entry,
        spaceId: randomUUID(),
        sessionId: randomUUID(),
        at: new Date('2026-04-01T00:00:00Z'),
        embedding: alike(1),
      };
      await upsert(moved);
      const [hit, ...others] = await nearest({ userId: entry.userId, spaceId: moved.spaceId });
      expect(others).toEqual([]);
      expect(hit).toMatchObject({ memoryId: entry.memoryId, score: expect.closeTo(1, 2) });
      await expect(nearest(entry)).resolves.toEqual([]);
      await expect(placesOf()).resolves.toEqual([[placeOf(moved)]]);
    });

    it('may be repeated', async () => {
      const entry = anEntry();
      await upsert(entry);
      await upsert(entry);
      await expect(count(entry)).resolves.toBe(1);
      const forget = () =>
        store.delete(collection, entry.userId, [entry.memoryId, randomUUID()], signal);
      await forget();
      await forget();
      await expect(count(entry)).resolves.toBe(0);
      await expect(nearest(entry)).resolves.toEqual([]);
    });

    it('take the last of those for one memory in a batch', async () => {
      const entry = anEntry({ embedding: alike(0.1) });
      await upsert(entry, anEntry(), { ...entry, embedding: alike(1) });
      const hits = await nearest({ userId: entry.userId });
      expect(hits).toEqual([{ memoryId: entry.memoryId, score: expect.closeTo(1, 2) }]);
    });

    it('may be empty', async () => {
      await upsert();
      await store.delete(collection, randomUUID(), [], signal);
    });

    it('forget only what is the user’s own', async () => {
      const [mine, theirs] = [anEntry(), anEntry()];
      await upsert(mine, theirs);
      await store.delete(collection, mine.userId, [mine.memoryId, theirs.memoryId], signal);
      await expect(count(mine)).resolves.toBe(0);
      await expect(count(theirs)).resolves.toBe(1);
    });

    it('of the same memories at the same time lose and double nothing', async () => {
      const userId = randomUUID();
      const ids = Array.from({ length: 60 }, () => randomUUID());
      const write = (order: readonly string[], cosine: number) =>
        upsert(...order.map((memoryId) => anEntry({ memoryId, userId, embedding: alike(cosine) })));
      await Promise.all([write(ids, 0.3), write(ids.toReversed(), 0.6), write(ids, 0.9)]);
      await expect(count({ userId })).resolves.toBe(60);
      expect(new Set(idsOf(await nearest({ userId }, 100)))).toEqual(new Set(ids));
    });
  });

  describe('collections', () => {
    it('can be prepared again and at the same time, and keep what they hold', async () => {
      const entry = anEntry();
      await upsert(entry);
      await store.prepare(collection, signal);
      await expect(count(entry)).resolves.toBe(1);
      const fresh = aCollection();
      await Promise.all(Array.from({ length: 4 }, () => store.prepare(fresh, signal)));
      await store.upsert(fresh, [entry], signal);
      await expect(store.count(fresh, entry, signal)).resolves.toBe(1);
      await store.drop(fresh.name, signal);
    });

    it('know nothing of each other', async () => {
      const [entry, other] = [anEntry(), aCollection(8)];
      await store.prepare(other, signal);
      await upsert(entry);
      const hits = await store.nearest(other, entry, alike(1, 8), 10, signal);
      expect(hits).toEqual([]);
      await store.drop(other.name, signal);
      await expect(count(entry)).resolves.toBe(1);
    });

    it('of the same name and another shape are refused, by name', async () => {
      const entry = anEntry();
      await upsert(entry);
      const other = { ...collection, dimensions: collection.dimensions * 2 };
      const refused = store.prepare(other, signal);
      await expect(refused).rejects.toThrow(VectorStoreUnavailable);
      await expect(refused).rejects.toThrow(collection.name);
      await expect(count(entry)).resolves.toBe(1);
    });

    it('can be pointed at, one after the other and again', async () => {
      const other = aCollection(8);
      await store.prepare(other, signal);
      for (const next of [collection, other, other, collection]) await store.activate(next, signal);
      await store.drop(other.name, signal);
    });

    it('are gone with all they held once they are dropped, which may happen twice', async () => {
      const entry = anEntry();
      await upsert(entry);
      await store.activate(collection, signal);
      await store.drop(collection.name, signal);
      await store.drop(collection.name, signal);
      await expect(count(entry)).rejects.toThrow(VectorStoreUnavailable);
      await expect(nearest(entry)).rejects.toThrow(VectorStoreUnavailable);
      await expect(placesOf()).rejects.toThrow(VectorStoreUnavailable);
      await store.prepare(collection, signal);
      await expect(count(entry)).resolves.toBe(0);
    });

    it('show every place once, in batches', async () => {
      const entries = Array.from({ length: 1_200 }, (_, index) =>
        anEntry({ at: new Date(Date.UTC(2026, 0, 1) + index) }),
      );
      for (let first = 0; first < entries.length; first += 400)
        await upsert(...entries.slice(first, first + 400));
      const batches = await placesOf();
      expect(batches.length).toBeGreaterThan(1);
      expect(Math.min(...batches.map(({ length }) => length))).toBeGreaterThan(0);
      const byId = new Map(batches.flat().map((place) => [place.memoryId, place]));
      expect(batches.flat()).toHaveLength(entries.length);
      for (const entry of entries) expect(byId.get(entry.memoryId)).toEqual(placeOf(entry));
    });
  });

  describe('refuses', () => {
    itRefuses(() => ({ store, collection }));
  });

  it('says what it is', () => {
    expect(store.exists).toBe(true);
    expect(store.describe()).toEqual({
      use: expect.stringMatching(/\w/),
      why: expect.stringMatching(/\w/),
    });
  });
}

const idsOf = (hits: readonly VectorHit[]): string[] => hits.map(({ memoryId }) => memoryId);

const placeOf = ({ embedding: _, ...place }: VectorEntry): VectorPlace => place;

const exactly = (entries: readonly VectorEntry[], query: Float32Array, limit: number): string[] =>
  entries
    .map(({ memoryId, embedding }) => ({ memoryId, score: cosine(embedding, query) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ memoryId }) => memoryId);
