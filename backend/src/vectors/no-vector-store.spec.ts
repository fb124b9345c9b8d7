import { NoVectorStore } from './no-vector-store.js';
import { VectorStoreUnavailable } from './vector-store.js';

describe('without vectors', () => {
  it('says that there are none', () => {
    expect(new NoVectorStore('for a test').describe().use).toBe('none');
  });

  it('fails in the way that callers know', async () => {
    const store = new NoVectorStore('for a test');
    await expect(store.nearest()).rejects.toThrow(VectorStoreUnavailable);
    await expect(store.upsert()).rejects.toThrow(VectorStoreUnavailable);
    await expect(store.delete()).rejects.toThrow(VectorStoreUnavailable);
  });
});
