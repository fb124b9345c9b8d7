import { Module } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { DatabaseSettings, ResilienceSettings, VectorSettings } from '../config/index.js';
import { MilvusCalls } from './milvus/milvus-calls.js';
import { MilvusVectorStore } from './milvus/milvus-vector-store.js';
import { BreakerRegistry } from '../resilience/index.js';
import { openPgVector } from './pgvector/open-pgvector.js';
import { VectorCollections } from './vector-collections.js';
import { VectorStore } from './vector-store.js';

/** Where vectors are kept, and which of them may be searched. */
@Module({
  providers: [
    VectorCollections,
    {
      provide: VectorStore,
      inject: [
        VectorSettings,
        DatabaseSettings,
        getDataSourceToken(),
        ResilienceSettings,
        BreakerRegistry,
      ],
      useFactory: (
        { milvusAddress: address, milvusToken: token }: VectorSettings,
        { url }: DatabaseSettings,
        database: DataSource,
        { milvus }: ResilienceSettings,
        breakers: BreakerRegistry,
      ): VectorStore | Promise<VectorStore> =>
        address === undefined
          ? openPgVector(database, url === undefined)
          : new MilvusVectorStore(
              { address, token },
              milvus.requestMs,
              breakers.get(
                `vectors:milvus@${address.replace(/^https?:\/\//, '')}`,
                (name) => new MilvusCalls(name, milvus),
              ),
            ),
    },
  ],
  exports: [VectorCollections, VectorStore],
})
export class VectorsModule {}
