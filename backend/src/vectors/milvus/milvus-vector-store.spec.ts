import { describeOnMilvus } from '../../../test/support/milvus/describe-on-milvus.ts';
import { RealMilvus } from '../../../test/support/milvus/real-milvus.ts';
import { itKeepsTheVectorContract } from '../../../test/support/vectors/vector-store-contract.ts';
import { MilvusVectorStore } from './milvus-vector-store.js';

/** A server on a busy machine starts in its own time. */
const PATIENCE = 180_000;

describeOnMilvus('the vector store in Milvus', () => {
  let milvus: RealMilvus | undefined;
  let store: MilvusVectorStore | undefined;
  beforeAll(async () => {
    milvus = await RealMilvus.start();
    store = new MilvusVectorStore({ address: milvus.address, token: undefined }, PATIENCE);
  }, PATIENCE);
  afterAll(async () => {
    await store?.onApplicationShutdown();
    await milvus?.stop();
  }, PATIENCE);

  itKeepsTheVectorContract(() => Promise.resolve(store!));
});
