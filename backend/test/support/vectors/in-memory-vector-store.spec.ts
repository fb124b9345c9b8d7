import { HostileVectorStore } from './hostile-vector-store.ts';
import { InMemoryVectorStore } from './in-memory-vector-store.ts';
import { itKeepsTheVectorContract } from './vector-store-contract.ts';

describe('the vector store in memory', () => {
  itKeepsTheVectorContract(() => Promise.resolve(new InMemoryVectorStore()));
});

describe('the hostile vector store while it behaves', () => {
  itKeepsTheVectorContract(() => Promise.resolve(new HostileVectorStore()));
});
