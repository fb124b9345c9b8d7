import { Module } from '@nestjs/common';
import { NoVectorStore } from './no-vector-store.js';
import { VectorCollections } from './vector-collections.js';
import { VectorStore } from './vector-store.js';

/** Where vectors are kept, and which of them may be searched. */
@Module({
  providers: [VectorCollections, { provide: VectorStore, useClass: NoVectorStore }],
  exports: [VectorCollections, VectorStore],
})
export class VectorsModule {}
