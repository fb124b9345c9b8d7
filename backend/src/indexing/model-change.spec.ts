import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { aModel, FakeEmbedder } from '../../test/support/fake-embedder.js';
import { IndexingApp } from '../../test/support/indexing-app.js';
import type { Place } from '../../test/support/memory-room.js';
import { poll } from '../../test/support/poll.js';
import { HostileVectorStore } from '../../test/support/vectors/hostile-vector-store.js';
import { VectorCollections } from '../vectors/index.js';
import { Indexing, IndexingReport } from './index.js';

const WITHIN = { withinMs: 60_000 };

describeOnEachDatabase('another embedding model', (database) => {
  const store = new HostileVectorStore();
  let indexing: IndexingApp;
  let place: Place;
  afterEach(() => indexing.stop());

  const startWith = async (name: string, dimensions = 16) => {
    const embedder = new FakeEmbedder();
    embedder.inUse = aModel(name, dimensions);
    indexing = await IndexingApp.start(database, { embedder, store });
  };
  const collections = () => indexing.app.get(VectorCollections);
  const states = async () => {
    const all = await collections().all();
    return Object.fromEntries(all.map(({ model, state }) => [model, state]));
  };
  const searchable = () => collections().searchable(indexing.embedder.inUse);
  const vectors = async () => (await indexing.indexed()).length;

  /** What was asked for since; the first one is there once a start has got as far. */
  const comparisonsSince = async (time: Date) => {
    const all = await indexing.room.source.query<{ ended: boolean }[]>(
      `SELECT state >= 'completed' AS ended FROM jobs.job
       WHERE name = 'reconcile' AND created_on >= $1`,
      [time],
    );
    return all.length > 0 ? all : [{ ended: false }];
  };

  it('begins with the first one', async () => {
    await startWith('A');
    place = await indexing.place();
    for (const text of ['One.', 'Two.', 'Three.']) await indexing.room.say(place, text);
    await indexing.ready();
    await indexing.inLine();
    expect(store.active).toBe((await indexing.collection()).name);
  });

  it('fills a collection of its own, searched once it is complete', async () => {
    store.behave('late', 'upsert');
    await startWith('B', 32);
    await poll('it to be filled', () => store.held > 0, WITHIN);
    expect(await states()).toEqual({ A: 'current', B: 'filling' });
    await expect(searchable()).resolves.toBeUndefined();
    expect(await indexing.app.get(IndexingReport).standing()).toMatchObject({
      state: 'filling',
      code: 'vectors_filling',
      model: 'B',
      done: 0,
      total: 3,
      words: expect.stringContaining('0 of 3 memories (0 %)'),
    });
    await indexing.room.say(place, 'Four.');
    store.behave('none');
    store.release();
    await indexing.ready();
    await indexing.inLine();
    expect(await states()).toEqual({ A: 'kept', B: 'current' });
    await expect(searchable()).resolves.toMatchObject({ dimensions: 32 });
    expect(store.active).toBe((await indexing.collection()).name);
  });

  it('catches up on what it missed when it comes back', async () => {
    await startWith('A');
    await indexing.ready();
    await indexing.inLine();
    expect(indexing.embedder.times('One.')).toBe(0);
    expect(indexing.embedder.times('Four.')).toBe(1);
    expect(await states()).toEqual({ A: 'current', B: 'kept' });
  });

  it('forgets what is deleted in the one that is kept, too', async () => {
    await startWith('A');
    await indexing.ready();
    const kept = (await collections().all()).find(({ model }) => model === 'B');
    await indexing.room.source.query("DELETE FROM memories WHERE text = 'One.'");
    const left = () => (kept ? store.entriesOf(kept).length : undefined);
    await poll('its vector to go', () => left() === 3, WITHIN);
    expect(await vectors()).toBe(3);
  });

  it('takes the place of the one before the last, whose vectors go', async () => {
    await startWith('C');
    await indexing.ready();
    await indexing.inLine();
    await poll('B to be dropped', async () => !('B' in (await states())), WITHIN);
    expect(await states()).toEqual({ A: 'kept', C: 'current' });
    const { reconciliation } = await indexing.app.get(IndexingReport).standing();
    expect(reconciliation).toMatchObject({ wrongModel: 3 });
  });

  it('is found without a restart where a server has changed it', async () => {
    const startedAt = new Date();
    await startWith('C');
    await indexing.ready();
    // While one comparison is asked for or under way, another is not taken on.
    const isCompared = async () => (await comparisonsSince(startedAt)).every(({ ended }) => ended);
    await poll('the comparison at the start to end', isCompared, WITHIN);
    indexing.embedder.inUse = aModel('D');
    await indexing.app.get(Indexing).requestReconciliation();
    await indexing.ready();
    await indexing.inLine();
    expect(await states()).toMatchObject({ C: 'kept', D: 'current' });
  });
});
