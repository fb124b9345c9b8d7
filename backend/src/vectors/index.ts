export { InvalidVector } from './vector-checks.js';
export {
  type CollectionRow,
  type CollectionState,
  VectorCollections,
} from './vector-collections.js';
export { MilvusVectorStore } from './milvus/milvus-vector-store.js';
export {
  type VectorCollection,
  type VectorEntry,
  type VectorFilter,
  type VectorHit,
  type VectorPlace,
  VectorStore,
  VectorStoreUnavailable,
} from './vector-store.js';
export { VectorsModule } from './vectors.module.js';
