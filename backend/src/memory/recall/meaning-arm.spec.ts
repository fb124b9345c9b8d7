import type { DataSource } from 'typeorm';
import { HostileVectorStore } from '../../../test/support/vectors/hostile-vector-store.js';
import { ANY_DATABASE } from '../../../test/support/open-database.js';
import { WordsEmbedder } from '../../../test/support/words-embedder.js';
import { EmbedderUnavailable } from '../../embeddings/index.js';
import { newId } from '../../shared/index.js';
import { VectorCollections, type VectorStore } from '../../vectors/index.js';
import { NoVectorStore } from '../../vectors/no-vector-store.js';
import { MeaningArm } from './meaning-arm.js';

const scope = { userId: newId(), spaceId: newId() };
const SIGNAL = AbortSignal.timeout(60_000);
/** Long enough for what answers at all. */
const PATIENCE = { embedMs: 60_000, searchMs: 60_000 };
const SHORT = { embedMs: 30, searchMs: 30 };

/** The collections' table, with one row in the given state. */
function collectionsIn(state: string): VectorCollections {
  const row = { id: 1, name: 'words_128', model: 'words', dimensions: 128, state };
  const query = () => Promise.resolve([row]);
  // All that is used of a data source.
  const vectors = { milvusAddress: undefined, milvusToken: undefined };
  const shared = { ...ANY_DATABASE, url: 'postgres://' };
  return new VectorCollections({ query } as unknown as DataSource, vectors, shared);
}

async function filledStore(...texts: string[]): Promise<HostileVectorStore> {
  const store = new HostileVectorStore();
  const collection = { name: 'words_128', dimensions: 128 };
  await store.prepare(collection, SIGNAL);
  const embeddings = await embedder.embed(texts);
  const entries = texts.map((memoryId, index) => ({
    ...scope,
    memoryId,
    sessionId: 'session',
    kind: 'turn',
    at: new Date(),
    embedding: embeddings[index] ?? new Float32Array(),
  }));
  await store.upsert(collection, entries, SIGNAL);
  return store;
}

const embedder = new WordsEmbedder('dog hound');

const find = (store: VectorStore, patience = PATIENCE, state = 'current', by = embedder) =>
  new MeaningArm(by, collectionsIn(state), store, patience).find(
    { scope, text: 'a hound', sessionId: undefined },
    2,
  );

describe('the arm by meaning', () => {
  it('finds what means the same, best first, with the background of the model', async () => {
    const store = await filledStore('dog', 'dog and cat', 'tree');
    await expect(find(store)).resolves.toEqual({
      hits: [
        { memoryId: 'dog', score: 1 },
        { memoryId: 'dog and cat', score: expect.closeTo(0.71, 2) },
      ],
      background: { mean: 0.05, deviation: 0.1 },
      inLanguage: undefined,
      lack: undefined,
      embedMs: expect.any(Number),
    });
  });

  it.each(['doubled', 'unordered'] as const)('puts in order what is %s', async (mischief) => {
    const store = await filledStore('dog', 'dog and cat', 'tree');
    store.behave(mischief, 'nearest');
    const { hits } = await find(store);
    expect(hits.map(({ memoryId }) => memoryId)).toEqual(['dog', 'dog and cat']);
  });

  it.each(['down', 'late', 'deaf'] as const)(
    'goes on without a store that is %s',
    async (mischief) => {
      const store = await filledStore('dog');
      store.behave(mischief, 'nearest');
      await expect(find(store, SHORT)).resolves.toMatchObject({ hits: [], lack: 'vectors' });
      store.release();
    },
  );

  it('goes on without an embedder that fails, or says nothing', async () => {
    const store = await filledStore('dog');
    const failing = new WordsEmbedder();
    failing.embed = () => Promise.reject(new EmbedderUnavailable('down'));
    await expect(find(store, PATIENCE, 'current', failing)).resolves.toMatchObject({
      hits: [],
      lack: 'embedder',
    });
    failing.model = () => new Promise(() => undefined);
    await expect(find(store, SHORT, 'current', failing)).resolves.toMatchObject({
      lack: 'embedder',
    });
    expect(store.calls.nearest).toBe(0);
  });

  it('does not search a collection that is being filled', async () => {
    const store = await filledStore('dog');
    await expect(find(store, PATIENCE, 'filling')).resolves.toMatchObject({
      hits: [],
      lack: 'vectors_filling',
    });
  });

  it('lacks nothing where there is no store', async () => {
    await expect(find(new NoVectorStore('a test has none'))).resolves.toMatchObject({
      hits: [],
      lack: undefined,
    });
  });

  it('embeds once what it was told of before, whether that succeeds or not', async () => {
    const store = await filledStore('dog');
    const question = { scope, text: 'a hound', sessionId: undefined };
    const embed = vi.spyOn(embedder, 'embed');
    const arm = new MeaningArm(embedder, collectionsIn('current'), store, PATIENCE);
    arm.anticipate(question.text);
    expect((await arm.find(question, 2)).hits).toHaveLength(1);
    expect(embed).toHaveBeenCalledTimes(1);
    await arm.find(question, 2);
    expect(embed).toHaveBeenCalledTimes(2);
    embed.mockRejectedValue(new EmbedderUnavailable('away'));
    arm.anticipate(question.text);
    expect((await arm.find(question, 2)).lack).toBe('embedder');
    expect(embed).toHaveBeenCalledTimes(3);
    embed.mockRestore();
  });

  it('keeps nothing for long of what is never searched for', async () => {
    const store = await filledStore('dog');
    const arm = new MeaningArm(embedder, collectionsIn('current'), store, PATIENCE);
    const embed = vi.spyOn(embedder, 'embed');
    for (let index = 0; index <= 300; index++) arm.anticipate(`text ${index}`);
    await arm.find({ scope, text: 'text 0', sessionId: undefined }, 2);
    expect(embed).toHaveBeenCalledTimes(302);
    embed.mockRestore();
  });
});
