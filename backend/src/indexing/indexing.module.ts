import { Module } from '@nestjs/common';
import { EmbeddingsModule } from '../embeddings/index.js';
import { JobsModule } from '../jobs/index.js';
import { VectorsModule } from '../vectors/index.js';
import { CollectionInUse } from './collection-in-use.js';
import { Comparison } from './comparison.js';
import { Filling } from './filling.js';
import { Forgetting } from './forgetting.js';
import { IndexJobs } from './index-jobs.js';
import { IndexRun } from './index-run.js';
import { Indexing } from './indexing.js';
import { IndexingReport } from './indexing-report.js';
import { MemoryIndexer } from './memory-indexer.js';
import { Reconciliation } from './reconciliation.js';
import { VectorLedger } from './vector-ledger.js';

/** Makes the vectors of what is remembered, behind the requests, and keeps them in line with the rows. */
@Module({
  imports: [JobsModule, EmbeddingsModule, VectorsModule],
  providers: [
    IndexJobs,
    IndexRun,
    Indexing,
    IndexingReport,
    CollectionInUse,
    VectorLedger,
    MemoryIndexer,
    Filling,
    Comparison,
    Reconciliation,
    Forgetting,
  ],
  exports: [IndexJobs, Indexing, IndexingReport],
})
export class IndexingModule {}
