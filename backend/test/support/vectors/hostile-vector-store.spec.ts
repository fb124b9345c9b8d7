import { VectorStoreUnavailable } from '../../../src/vectors/index.js';
import { HostileVectorStore } from './hostile-vector-store.ts';
import { aCollection, alike, anEntry } from './some-vectors.ts';

describe('the hostile vector store', () => {
  const collection = aCollection();
  const { signal } = new AbortController();
  const near = anEntry();
  const far = anEntry({ userId: near.userId, embedding: alike(0.1) });
  const foreign = anEntry();
  let store: HostileVectorStore;
  beforeEach(async () => {
    store = new HostileVectorStore();
    await store.prepare(collection, signal);
    await store.upsert(collection, [near, far, foreign], signal);
  });

  const found = async (limit = 10, aborted = signal) =>
    (await store.nearest(collection, near, alike(1), limit, aborted)).map(
      ({ memoryId }) => memoryId,
    );
  const kept = () => store.entriesOf(collection).map(({ memoryId }) => memoryId);

  it('is an honest one until it is told otherwise, and again when it is told to', async () => {
    store.behave('down');
    store.behave('none');
    await expect(found()).resolves.toEqual([near.memoryId]);
  });

  it('is down', async () => {
    store.behave('down', 'nearest');
    await expect(found()).rejects.toThrow(VectorStoreUnavailable);
    await expect(store.count(collection, near, signal)).resolves.toBe(1);
    expect(store.calls).toMatchObject({ nearest: 1, count: 1 });
  });

  it('is late, and gives up with the signal', async () => {
    store.behave('late');
    const [waited, given] = [new AbortController(), new AbortController()];
    const [answer, failure] = [found(10, waited.signal), found(10, given.signal)];
    expect(store.held).toBe(2);
    given.abort();
    await expect(failure).rejects.toThrow(VectorStoreUnavailable);
    store.release();
    await expect(answer).resolves.toEqual([near.memoryId]);
  });

  it('is deaf to the signal', async () => {
    store.behave('deaf');
    const given = new AbortController();
    const answer = found(10, given.signal);
    given.abort();
    await new Promise(setImmediate);
    expect(store.held).toBe(1);
    store.release();
    await expect(answer).rejects.toThrow(VectorStoreUnavailable);
  });

  it('doubles, mixes up and leaks', async () => {
    store.behave('doubled');
    await expect(found()).resolves.toEqual([near.memoryId, near.memoryId]);
    store.behave('stale');
    await store.delete(collection, near.userId, [near.memoryId], signal);
    await expect(found()).resolves.toEqual([near.memoryId, foreign.memoryId]);
  });

  it('hands out more than was asked for, the worst first', async () => {
    const own = [near, { ...far, spaceId: near.spaceId, sessionId: near.sessionId }];
    await store.upsert(collection, own, signal);
    store.behave('unordered');
    await expect(found(1)).resolves.toEqual([far.memoryId, near.memoryId]);
  });

  it.each([
    ['forgetful', 3],
    ['half', 4],
    ['lost answer', 5],
  ] as const)('writes badly: %s', async (mischief, left) => {
    store.behave(mischief, 'upsert');
    const written = store.upsert(collection, [anEntry(), anEntry()], signal);
    if (mischief === 'forgetful') await written;
    else await expect(written).rejects.toThrow(VectorStoreUnavailable);
    expect(kept()).toHaveLength(left);
  });

  it('shows deleted places to the reconciliation', async () => {
    await store.delete(collection, near.userId, [near.memoryId], signal);
    store.behave('stale');
    const places: string[] = [];
    for await (const batch of store.iterate(collection, signal))
      places.push(...batch.map(({ memoryId }) => memoryId));
    expect(places).toContain(near.memoryId);
  });
});
