import { randomUUID } from 'node:crypto';
import { describeOnEmbedded } from '../../../test/support/describe-on-database.js';
import { describeOnPgvector } from '../../../test/support/describe-on-pgvector.js';
import { startPgvectorServer } from '../../../test/support/pgvector-server.js';
import type { PostgresServer } from '../../../test/support/postgres-server.js';
import { postgresDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { itKeepsTheVectorContract } from '../../../test/support/vectors/vector-store-contract.js';
import {
  aCollection,
  anEntry,
  cosine,
  randomVectors,
  textLikeVectors,
} from '../../../test/support/vectors/some-vectors.js';
import { openDatabase } from '../../../test/support/open-database.js';
import type { ManagedDataSource } from '../../database/index.js';
import { VectorStoreUnavailable, type VectorEntry } from '../vector-store.js';
import { indexedStatement } from './nearest-statement.js';
import { openPgVector } from './open-pgvector.js';
import { PgVectorStore } from './pg-vector-store.js';
import { INDEXED_FROM } from './space-indexes.js';

describeOnEmbedded('vectors in the database', itKeepsVectors);

describeOnPgvector('vectors in the database', () => {
  let server: PostgresServer;
  beforeAll(async () => (server = await startPgvectorServer()));
  afterAll(() => server.stop());
  let made: TestDatabase | undefined;
  // The server's address is known once it runs, which is after the suite is described.
  const database = () => (made ??= postgresDatabase(server.adminUrl));
  itKeepsVectors({
    kind: 'postgres',
    settings: () => database().settings(),
    dispose: () => database().dispose(),
  });
});

function itKeepsVectors(database: TestDatabase): void {
  let source: ManagedDataSource;
  let store: PgVectorStore;
  const { signal } = new AbortController();
  beforeAll(async () => {
    source = await openDatabase(database);
    const opened = await openPgVector(source, database.kind === 'embedded');
    if (!(opened instanceof PgVectorStore)) throw new Error(opened.describe().why);
    store = opened;
  });
  afterAll(async () => {
    await store.onModuleDestroy();
    await source.destroy();
  });

  itKeepsTheVectorContract(() => Promise.resolve(store));

  describe('a space that has grown', () => {
    const collection = aCollection(256);
    const [userId, spaceId] = [randomUUID(), randomUUID()];
    const vectors = textLikeVectors(256, 3);
    const entries: VectorEntry[] = Array.from({ length: INDEXED_FROM + 200 }, () =>
      anEntry({ userId, spaceId, embedding: vectors.next().value }),
    );
    const planOf = async (space: string) => {
      const filter = { userId, spaceId: space };
      const embeddings = [vectors.next().value, vectors.next().value];
      const [sql, parameters] = indexedStatement({ collection, filter, embeddings, limit: 10 });
      const lines = await source.query<Record<string, string>[]>(`EXPLAIN ${sql}`, parameters);
      return lines.flatMap((line) => Object.values(line)).join('\n');
    };
    beforeAll(async () => {
      await store.prepare(collection, signal);
      await store.upsert(collection, entries, signal);
      await store.indexes.settled();
    });
    afterAll(() => store.drop(collection.name, signal));

    it('finds for many at once what it finds for each', async () => {
      const queries = Array.from({ length: 40 }, () => vectors.next().value);
      const find = (query: Float32Array) =>
        store.nearest(collection, { userId, spaceId }, query, 10, signal);
      const together = await Promise.all(queries.map(find));
      for (const [index, query] of queries.entries())
        expect(together[index]).toEqual(await find(query));
    });

    it('is searched by an index of its own, which others are not', async () => {
      await expect(store.indexes.has({ collection, userId, spaceId })).resolves.toBe(true);
      expect(await planOf(spaceId)).toContain('_h');
      const small = anEntry({ userId, embedding: vectors.next().value });
      await store.upsert(collection, [small], signal);
      await store.indexes.settled();
      const other = { collection, userId, spaceId: small.spaceId };
      await expect(store.indexes.has(other)).resolves.toBe(false);
    });

    it('finds what exact search finds, also what came later, and nothing that is gone', async () => {
      const late = Array.from({ length: 300 }, () =>
        anEntry({ userId, spaceId, embedding: vectors.next().value }),
      );
      await store.upsert(collection, late, signal);
      const gone = new Set(entries.slice(0, 200).map(({ memoryId }) => memoryId));
      await store.delete(collection, userId, [...gone], signal);
      const kept = [...entries, ...late].filter(({ memoryId }) => !gone.has(memoryId));
      let shared = 0;
      for (let asked = 0; asked < 20; asked++) {
        const query = vectors.next().value;
        const hits = await store.nearest(collection, { userId, spaceId }, query, 10, signal);
        const exact = kept
          .toSorted((a, b) => cosine(b.embedding, query) - cosine(a.embedding, query))
          .slice(0, 10)
          .map(({ memoryId }) => memoryId);
        expect(hits).toHaveLength(10);
        shared += hits.filter(({ memoryId }) => exact.includes(memoryId)).length;
      }
      expect(shared / 200).toBeGreaterThanOrEqual(0.98);
    });

    it('leaves the settings of the connection as they were', async () => {
      await store.nearest(collection, { userId, spaceId }, vectors.next().value, 10, signal);
      await expect(source.query('SHOW hnsw.iterative_scan')).resolves.toEqual([
        { 'hnsw.iterative_scan': 'off' },
      ]);
    });

    it('is searched without when the index is taken away, and has one again', async () => {
      const [{ index }] = await source.query<[{ index: string }]>(
        "SELECT indexname AS index FROM pg_indexes WHERE tablename = $1 AND indexdef LIKE '%hnsw%'",
        [collection.name],
      );
      await source.query(`DROP INDEX ${index}`);
      const query = vectors.next().value;
      const find = () => store.nearest(collection, { userId, spaceId }, query, 10, signal);
      await expect(find()).resolves.toHaveLength(10);
      store.indexes.forget(collection.name);
      await expect(find()).resolves.toHaveLength(10);
      await store.indexes.settled();
      expect(await planOf(spaceId)).toContain(index);
    });
  });

  it('builds no index for few vectors that are written again and again', async () => {
    const collection = aCollection(256);
    const vectors = textLikeVectors(256, 13);
    const entry = anEntry({ embedding: vectors.next().value });
    const { userId, spaceId } = entry;
    await store.prepare(collection, signal);
    for (let again = 0; again < INDEXED_FROM; again += 50)
      await store.upsert(
        collection,
        Array.from({ length: 50 }, () => ({ ...entry, embedding: vectors.next().value })),
        signal,
      );
    await store.upsert(collection, [entry], signal);
    const written = Array.from({ length: 100 }, () =>
      anEntry({ userId, spaceId, embedding: vectors.next().value }),
    );
    for (let again = 0; again < INDEXED_FROM; again += 100)
      await store.upsert(collection, written, signal);
    await store.indexes.settled();
    await expect(store.indexes.has({ collection, userId, spaceId })).resolves.toBe(false);
    await store.drop(collection.name, signal);
  });

  it('removes the index of a space that has nothing left when it builds another one', async () => {
    const collection = aCollection(256);
    const vectors = textLikeVectors(256, 17);
    await store.prepare(collection, signal);
    const fill = async (place: { userId: string; spaceId: string }) => {
      const entries = Array.from({ length: INDEXED_FROM }, () =>
        anEntry({ ...place, embedding: vectors.next().value }),
      );
      await store.upsert(collection, entries, signal);
      await store.indexes.settled();
      return entries;
    };
    const [first, second] = [anEntry(), anEntry()];
    const place = ({ userId, spaceId }: VectorEntry) => ({ userId, spaceId });
    const gone = await fill(place(first));
    const ids = gone.map(({ memoryId }) => memoryId);
    await store.delete(collection, first.userId, ids, signal);
    await fill(place(second));
    const indexes = await source.query<unknown[]>(
      "SELECT FROM pg_indexes WHERE tablename = $1 AND indexdef LIKE '%hnsw%'",
      [collection.name],
    );
    expect(indexes).toHaveLength(1);
    await expect(store.indexes.has({ collection, ...place(second) })).resolves.toBe(true);
    await store.drop(collection.name, signal);
  });

  it('compares vectors too short for codes one by one, however many there are', async () => {
    const collection = aCollection(16);
    const vectors = randomVectors(16, 9);
    const entry = anEntry({ embedding: vectors.next().value });
    const { userId, spaceId } = entry;
    const others = Array.from({ length: INDEXED_FROM }, () =>
      anEntry({ userId, spaceId, embedding: vectors.next().value }),
    );
    await store.prepare(collection, signal);
    await store.upsert(collection, [entry, ...others], signal);
    await store.indexes.settled();
    await expect(store.indexes.has({ collection, userId, spaceId })).resolves.toBe(false);
    const [hit] = await store.nearest(collection, entry, entry.embedding, 1, signal);
    expect(hit?.memoryId).toBe(entry.memoryId);
    await store.drop(collection.name, signal);
  });

  describe('what stands in the way', () => {
    it('is a name that might be something else', async () => {
      for (const name of ['messages', 'memocha_"; DROP TABLE users; --', 'memocha_', 'Memocha_X']) {
        const prepared = store.prepare({ name, dimensions: 3 }, signal);
        await expect(prepared).rejects.toThrow('is no name for a collection');
        await expect(store.drop(name, signal)).rejects.toThrow('is no name for a collection');
      }
    });

    it('is something else under the collection’s name', async () => {
      const [table, view] = [aCollection(), aCollection()];
      await source.query(`CREATE TABLE ${table.name} (memory_id uuid, embedding vector(16))`);
      await source.query(`CREATE VIEW ${view.name} AS SELECT 1 AS one`);
      for (const { name } of [table, view]) {
        const prepared = store.prepare({ name, dimensions: 16 }, signal);
        await expect(prepared).rejects.toThrow(VectorStoreUnavailable);
        await expect(prepared).rejects.toThrow(`${name} that is not what belongs there`);
      }
    });

    it.each([0, 1.5, 16_001])('is a length that no vector has: %d', async (dimensions) => {
      const prepared = store.prepare(aCollection(dimensions), signal);
      await expect(prepared).rejects.toThrow(/1 to 16000|no name/);
    });
  });

  it('shows the collection in use to those who look into the database', async () => {
    const [first, second] = [aCollection(8), aCollection(4)];
    for (const collection of [first, second]) {
      await store.prepare(collection, signal);
      await store.activate(collection, signal);
    }
    await expect(source.query('SELECT count(*)::integer FROM memocha_vectors')).resolves.toEqual([
      { count: 0 },
    ]);
    await store.drop(second.name, signal);
    await expect(source.query("SELECT to_regclass('memocha_vectors') AS view")).resolves.toEqual([
      { view: null },
    ]);
    await store.drop(first.name, signal);
  });

  it('keeps vectors too long for a page', async () => {
    const collection = aCollection(3_072);
    const vectors = randomVectors(3_072, 5);
    await store.prepare(collection, signal);
    const entry = anEntry({ embedding: vectors.next().value });
    await store.upsert(collection, [entry], signal);
    const hits = await store.nearest(collection, entry, entry.embedding, 1, signal);
    expect(hits).toEqual([{ memoryId: entry.memoryId, score: expect.closeTo(1, 5) }]);
    await store.drop(collection.name, signal);
  });
}
