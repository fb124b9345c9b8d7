import { VectorCollections, VectorStore } from '../../src/vectors/index.js';
import { Embedder } from '../../src/embeddings/index.js';
import { DataSource } from 'typeorm';
import { describeOnMilvus } from '../support/milvus/describe-on-milvus.ts';
import { RealMilvus } from '../support/milvus/real-milvus.ts';
import { poll } from '../support/poll.ts';
import { RunningApp } from '../support/running-app.ts';

/** Servers on a busy machine take their time. */
const PATIENCE_MS = 300_000;
const WITHIN = { withinMs: 120_000, everyMs: 200 };

interface Health {
  readonly details: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describeOnMilvus('the product with Milvus', () => {
  let milvus: RealMilvus | undefined;
  let running: RunningApp | undefined;
  beforeAll(async () => {
    milvus = await RealMilvus.start();
    running = await RunningApp.start({ MILVUS_ADDRESS: milvus.address });
  }, PATIENCE_MS);
  afterAll(async () => {
    await running?.stop();
    await milvus?.stop();
  }, PATIENCE_MS);

  const say = async (message: string) => {
    const { status } = await running!.api.call('POST', '/api/chat', { message });
    expect(status).toBe(200);
  };
  /** Ids in the store, of those that the rows say there are. */
  const vectors = async () => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const model = await running!.app.get(Embedder).model(signal);
    const collection = await running!.app.get(VectorCollections).of(model);
    const ids: string[] = [];
    for await (const places of running!.app.get(VectorStore).iterate(collection, signal))
      ids.push(...places.map(({ memoryId }) => memoryId));
    return ids.sort();
  };
  const memories = async () => {
    const rows = await running!.app
      .get(DataSource)
      .query<{ id: string }[]>('SELECT id FROM memories ORDER BY id');
    return rows.map(({ id }) => id);
  };
  const inLine = async () => {
    const there = await vectors().catch(() => undefined);
    const wanted = await memories();
    return there?.length === wanted.length && { there, wanted };
  };
  const milvusHealth = async () => {
    const { body } = await running!.api.call<Health>('GET', '/health');
    return body.details['milvus'];
  };

  it(
    'keeps the vectors of what was said, goes on without it, and catches up',
    async () => {
      await say('My dog is called Rex.');
      await say('We sail from Lisbon in May.');
      const first = await poll('the first vectors', inLine, WITHIN);
      expect(first.there).toEqual(first.wanted);
      await expect(milvusHealth()).resolves.toMatchObject({
        status: 'up',
        collections: [{ loaded: true, index: 'Finished' }],
      });

      await milvus!.halt();
      await say('The boat is called Wanda.');
      await expect(milvusHealth()).resolves.toMatchObject({
        status: 'degraded',
        code: 'milvus_unreachable',
      });
      await say('The cat stays at home.');

      await milvus!.resume();
      const all = await poll('all vectors', inLine, WITHIN);
      expect(all.there).toEqual(all.wanted);
      expect(all.wanted.length).toBeGreaterThan(first.wanted.length);
    },
    PATIENCE_MS,
  );
});
