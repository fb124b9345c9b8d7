import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { IndexingApp } from '../../test/support/indexing-app.js';
import type { Place } from '../../test/support/memory-room.js';
import { poll } from '../../test/support/poll.js';
import { alike } from '../../test/support/vectors/some-vectors.js';
import { JobCounts } from '../jobs/index.js';
import { newId } from '../shared/index.js';
import type { VectorEntry } from '../vectors/index.js';
import { Indexing, IndexingReport, type Reconciled } from './index.js';

const WITHIN = { withinMs: 60_000 };
const SIGNAL = new AbortController().signal;
const AGREED = {
  missing: 0,
  lost: 0,
  orphaned: 0,
  foreign: 0,
  misplaced: 0,
  refused: 0,
  wrongModel: 0,
};

describeOnEachDatabase('reconciliation', (database) => {
  let indexing: IndexingApp;
  let place: Place;

  beforeAll(async () => {
    indexing = await IndexingApp.start(database);
    await indexing.ready();
    // Enough that a vector or two are a small loss.
    place = await indexing.place();
    await indexing.room.sayAll(
      Array.from({ length: 50 }, (_, index) => ({ place, text: `Fact ${index}.` })),
    );
    await indexing.inLine();
    await reconcile();
  });
  afterAll(() => indexing.stop());

  const last = async () =>
    (await indexing.app.get(IndexingReport).standing()).reconciliation ?? undefined;

  const request = async () => {
    const idle = async () => (await indexing.app.get(JobCounts).oldestOf('reconcile')) === null;
    await poll('the reconciliation before to end', idle, WITHIN);
    await indexing.app.get(Indexing).requestReconciliation();
  };
  /** @returns what it found. */
  const reconcile = async (): Promise<Reconciled> => {
    const before = await last();
    await request();
    const another = async () => {
      const now = await last();
      return now?.at === before?.at ? undefined : now;
    };
    return poll('a reconciliation', another, WITHIN);
  };
  const someEntry = async (index: number): Promise<VectorEntry> => {
    const id = (await indexing.remembered())[index];
    const collection = await indexing.collection();
    const found = indexing.store.entriesOf(collection).find(({ memoryId }) => memoryId === id);
    if (!found) throw new Error(`There is no vector ${index}`);
    return found;
  };
  const put = async (entry: VectorEntry) =>
    indexing.store.upsert(await indexing.collection(), [entry], SIGNAL);
  const remove = async ({ userId, memoryId }: VectorEntry) =>
    indexing.store.delete(await indexing.collection(), userId, [memoryId], SIGNAL);

  it('finds nothing to mend where nothing is wrong', async () => {
    expect(await reconcile()).toMatchObject({ ...AGREED, vectors: 50 });
  });

  it('makes vectors anew that the store has lost', async () => {
    await remove(await someEntry(3));
    expect(await reconcile()).toMatchObject({ ...AGREED, lost: 1, missing: 1 });
    await indexing.inLine();
  });

  it('makes vectors of memories that nobody saw to', async () => {
    const entry = await someEntry(4);
    await remove(entry);
    await indexing.room.source.query(
      'DELETE FROM memory_vectors WHERE memory_number = (SELECT number FROM memories WHERE id = $1)',
      [entry.memoryId],
    );
    expect(await reconcile()).toMatchObject({ ...AGREED, missing: 1 });
    await indexing.inLine();
  });

  it('removes vectors whose memory is gone, also when the store shows them twice', async () => {
    await put({ ...(await someEntry(5)), memoryId: newId(), embedding: alike(1) });
    indexing.store.behave('doubled', 'iterate');
    expect(await reconcile()).toMatchObject({ ...AGREED, orphaned: 1 });
    indexing.store.behave('none');
    await indexing.inLine();
  });

  it('puts vectors right that name another user, space or conversation', async () => {
    const right = await someEntry(6);
    await put({ ...right, userId: newId() });
    expect(await reconcile()).toMatchObject({ ...AGREED, foreign: 1, missing: 1 });
    expect(await someEntry(6)).toMatchObject({ userId: right.userId });

    await put({ ...right, spaceId: newId() });
    expect(await reconcile()).toMatchObject({ ...AGREED, misplaced: 1, missing: 1 });
    await put({ ...right, sessionId: newId() });
    expect(await reconcile()).toMatchObject({ ...AGREED, misplaced: 1, missing: 1 });
    expect(await someEntry(6)).toEqual(right);
    await indexing.inLine();
  });

  it('leaves it to the jobs what has just been said', async () => {
    indexing.store.behave('late', 'upsert');
    const other = await indexing.place();
    await indexing.room.say(other, 'On its way.');
    await poll('the job to begin', () => indexing.store.held > 0, WITHIN);
    expect(await reconcile()).toMatchObject(AGREED);
    indexing.store.behave('none');
    indexing.store.release();
    await indexing.inLine();
    expect(indexing.embedder.times('On its way.')).toBe(1);
  });

  it('lets no search use a collection that has lost much, until it is complete again', async () => {
    await indexing.inLine();
    const collection = await indexing.collection();
    for (const entry of indexing.store.entriesOf(collection).slice(0, 20)) await remove(entry);
    indexing.store.behave('late', 'upsert');
    await request();
    const { words } = await poll(
      'the loss to be seen',
      async () => {
        const standing = await indexing.app.get(IndexingReport).standing();
        return standing.state === 'filling' && standing;
      },
      WITHIN,
    );
    expect(words).toMatch(/31 of 51 memories \(60 %\)/);
    indexing.store.behave('none');
    indexing.store.release();
    await indexing.ready();
    await indexing.inLine();
  });
});
