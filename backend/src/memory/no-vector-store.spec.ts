import { NoEmbedder } from '../embeddings/no-embedder.js';
import { EmbedderUnavailable } from '../embeddings/index.js';
import { NoVectorStore } from './no-vector-store.js';
import { VectorStoreUnavailable } from './vector-store.js';

describe('without vectors', () => {
  it.each([undefined, 'localhost:19530'])('says that there are none (Milvus at %s)', (address) => {
    const { use, why } = new NoVectorStore({ milvusAddress: address }).describe();
    expect(use).toBe('none');
    expect(why.includes('MILVUS_ADDRESS')).toBe(address !== undefined);
    expect(new NoEmbedder().describe().use).toBe('none');
  });

  it('fails in the way that callers know', async () => {
    const store = new NoVectorStore({ milvusAddress: undefined });
    await expect(store.nearest()).rejects.toThrow(VectorStoreUnavailable);
    await expect(store.upsert()).rejects.toThrow(VectorStoreUnavailable);
    await expect(store.delete()).rejects.toThrow(VectorStoreUnavailable);
    await expect(new NoEmbedder().embed()).rejects.toThrow(EmbedderUnavailable);
  });
});
