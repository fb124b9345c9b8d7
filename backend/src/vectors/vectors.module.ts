import { Module } from '@nestjs/common';
import { VectorSettings } from '../config/index.js';
import { MilvusVectorStore } from './milvus/milvus-vector-store.js';
import { NoVectorStore } from './no-vector-store.js';
import { VectorCollections } from './vector-collections.js';
import { VectorStore } from './vector-store.js';

/** Where vectors are kept, and which of them may be searched. */
@Module({
  providers: [
    VectorCollections,
    {
      provide: VectorStore,
      inject: [VectorSettings],
      useFactory: ({ milvusAddress: address, milvusToken: token }: VectorSettings): VectorStore =>
        address === undefined ? new NoVectorStore() : new MilvusVectorStore({ address, token }),
    },
  ],
  exports: [VectorCollections, VectorStore],
})
export class VectorsModule {}
