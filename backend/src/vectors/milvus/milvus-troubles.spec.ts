import { MilvusClient } from '@zilliz/milvus2-sdk-node';
import { describeOnMilvus } from '../../../test/support/milvus/describe-on-milvus.ts';
import { MILVUS_KIND, RealMilvus } from '../../../test/support/milvus/real-milvus.ts';
import { poll } from '../../../test/support/poll.ts';
import { aCollection, alike, anEntry } from '../../../test/support/vectors/some-vectors.ts';
import { ALIAS } from './milvus-alias.js';
import { creationOf, INDEX } from './milvus-schema.js';
import { milvusServer } from './milvus-server.js';
import { MilvusVectorStore } from './milvus-vector-store.js';

/** A server on a busy machine starts in its own time. */
const PATIENCE = 180_000;
const { signal } = new AbortController();

describeOnMilvus('Milvus in trouble', () => {
  let milvus: RealMilvus | undefined;
  let store: MilvusVectorStore;
  /** Somebody else at work in the same Milvus. */
  let other: MilvusClient;
  beforeAll(async () => {
    milvus = await RealMilvus.start();
    const { address } = milvus;
    store = new MilvusVectorStore({ address, token: undefined }, PATIENCE);
    other = new MilvusClient({ address, logLevel: 'error', telemetry: { enabled: false } });
    await other.connectPromise;
  }, PATIENCE);
  afterAll(async () => {
    await store.onApplicationShutdown();
    await other.closeConnection();
    await milvus?.stop();
  }, PATIENCE);

  const filled = async () => {
    const [collection, entry] = [aCollection(), anEntry()];
    await store.prepare(collection, signal);
    await store.upsert(collection, [entry], signal);
    const search = () => store.nearest(collection, entry, alike(1), 5, signal);
    const found = async () => (await search()).map(({ memoryId }) => memoryId);
    return { collection, entry, found, collection_name: collection.name };
  };

  it.each([
    [
      'another type',
      /has kind: Int64|lacks kind: VarChar/,
      (fields: Field[]) =>
        fields.map((f) => (f.name === 'kind' ? { name: 'kind', data_type: 'Int64' } : f)),
    ],
    [
      'a field less',
      /lacks space_id: VarChar/,
      (fields: Field[]) => fields.filter(({ name }) => name !== 'space_id'),
    ],
    [
      'a field more',
      /has mood: Int64/,
      (fields: Field[]) => [...fields, { name: 'mood', data_type: 'Int64' }],
    ],
    [
      'no partition key',
      /user_id: VarChar \(partition key\)/,
      (fields: Field[]) => fields.map((f) => ({ ...f, is_partition_key: false })),
    ],
  ])('refuses a collection of the same name with %s', async (_, difference, changed) => {
    const collection = aCollection();
    const { collection_name, fields: right } = creationOf(collection, milvusServer('v2.5.0'));
    const fields = changed(right as Field[]) as typeof right;
    await other.createCollection({ collection_name, fields });
    await expect(store.prepare(collection, signal)).rejects.toMatchObject({
      code: 'milvus_schema_mismatch',
      message: expect.stringMatching(difference),
    });
    const { value } = await other.hasCollection({ collection_name });
    expect(value).toBe(true);
  });

  it('refuses a collection of the same name for vectors of another dimension', async () => {
    const { collection, entry, found } = await filled();
    const refused = store.prepare({ ...collection, dimensions: 32 }, signal);
    await expect(refused).rejects.toMatchObject({
      code: 'milvus_wrong_dimension',
      message: expect.stringMatching(/16 numbers, and they have 32/),
    });
    await expect(found()).resolves.toEqual([entry.memoryId]);
  });

  it('refuses a collection whose vectors are compared in another way', async () => {
    const collection = aCollection();
    const collection_name = collection.name;
    const server = milvusServer('v2.3.5');
    await other.createCollection(creationOf(collection, server));
    await other.createIndex({ collection_name, ...INDEX, metric_type: 'L2' });
    await expect(store.prepare(collection, signal)).rejects.toMatchObject({
      code: 'milvus_schema_mismatch',
      message: expect.stringMatching(/by L2, not by COSINE/),
    });
  });

  it('takes a collection that another process has made', async () => {
    const { collection, entry } = await filled();
    const second = new MilvusVectorStore({ address: milvus!.address, token: undefined }, PATIENCE);
    const hits = await second.nearest(collection, entry, alike(1), 5, signal);
    expect(hits).toEqual([{ memoryId: entry.memoryId, score: expect.closeTo(1, 2) }]);
    await second.prepare(collection, signal);
    await expect(second.count(collection, entry, signal)).resolves.toBe(1);
    await second.onApplicationShutdown();
  });

  it('points the alias at what is searched', async () => {
    for (const { collection, collection_name } of [await filled(), await filled()]) {
      await store.activate(collection, signal);
      const { collection: seen } = await other.describeAlias({ alias: ALIAS, collection_name });
      expect(seen).toBe(collection.name);
    }
  });

  it('says that a collection is not loaded, and loads it', async () => {
    const { entry, found, collection_name } = await filled();
    await other.releaseCollection({ collection_name });
    await expect(found()).rejects.toMatchObject({ code: 'milvus_not_loaded' });
    const back = () => found().catch(() => undefined);
    await expect(poll('it to be loaded', back, { withinMs: 60_000 })).resolves.toEqual([
      entry.memoryId,
    ]);
  });

  it('says that a collection is gone, and makes it again, empty', async () => {
    const { collection, entry, found, collection_name } = await filled();
    await other.dropCollection({ collection_name });
    await expect(found()).rejects.toMatchObject({ code: 'milvus_collection_missing' });
    const again = () => found().catch(() => undefined);
    await expect(poll('it to be made', again, { withinMs: 60_000 })).resolves.toEqual([]);
    await store.upsert(collection, [entry], signal);
    await expect(found()).resolves.toEqual([entry.memoryId]);
  });

  it(
    'comes back after a restart with all that it held',
    async () => {
      const { entry, found } = await filled();
      await milvus!.halt();
      await expect(found()).rejects.toMatchObject({ code: 'milvus_unreachable' });
      await milvus!.resume();
      const back = () => found().catch(() => undefined);
      await expect(poll('it to be back', back, { withinMs: 120_000 })).resolves.toEqual([
        entry.memoryId,
      ]);
    },
    PATIENCE,
  );
});

if (MILVUS_KIND === 'standalone')
  describeOnMilvus('Milvus that asks for a token, and takes no more', () => {
    let milvus: RealMilvus | undefined;
    const stores: MilvusVectorStore[] = [];
    const openWith = (token: string | undefined) => {
      const store = new MilvusVectorStore({ address: milvus!.address, token });
      stores.push(store);
      return store;
    };
    beforeAll(async () => {
      milvus = await RealMilvus.start({ auth: true, full: true });
    }, PATIENCE);
    afterAll(async () => {
      for (const store of stores) await store.onApplicationShutdown();
      await milvus?.stop();
    }, PATIENCE);

    it.each([undefined, 'root:wrong', 'nobody:Milvus', 'key'])(
      'refuses the token %j',
      async (token) => {
        await expect(openWith(token).prepare(aCollection(), signal)).rejects.toMatchObject({
          code: 'milvus_token_refused',
        });
      },
    );

    it('is used with the right one, and says that it is full', async () => {
      const [store, collection] = [openWith('root:Milvus'), aCollection()];
      await store.prepare(collection, signal);
      await expect(store.upsert(collection, [anEntry()], signal)).rejects.toMatchObject({
        code: 'milvus_full',
      });
    });
  });

interface Field {
  readonly name: string;
  readonly data_type: string;
}
