import { Module } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { DatabaseSettings, VectorSettings } from '../config/index.js';
import { MilvusVectorStore } from './milvus/milvus-vector-store.js';
import { openPgVector } from './pgvector/open-pgvector.js';
import { VectorCollections } from './vector-collections.js';
import { VectorStore } from './vector-store.js';

/** Where vectors are kept, and which of them may be searched. */
@Module({
  providers: [
    VectorCollections,
    {
      provide: VectorStore,
      inject: [VectorSettings, DatabaseSettings, getDataSourceToken()],
      useFactory: (
        { milvusAddress: address, milvusToken: token }: VectorSettings,
        { url }: DatabaseSettings,
        database: DataSource,
      ): VectorStore | Promise<VectorStore> =>
        address === undefined
          ? openPgVector(database, url === undefined)
          : new MilvusVectorStore({ address, token }),
    },
  ],
  exports: [VectorCollections, VectorStore],
})
export class VectorsModule {}
