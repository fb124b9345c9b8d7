import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CorpusStatistics } from './lexical/corpus-statistics.js';
import { TableUpkeep } from './table-upkeep.js';
import { LexicalArm } from './lexical/lexical-arm.js';
import { Memory } from './memory.entity.js';
import { SpacesModule } from '../spaces/index.js';
import { MemoriesController } from './memories.controller.js';
import { SearchController } from './search.controller.js';
import { MemoryAllowance } from './memory-allowance.js';
import { MemoryCapture } from './memory-capture.js';
import { MemoryMove } from './memory-move.js';
import { ReplyCapture } from './reply-capture.js';
import { MemoryRecall } from './memory-recall.js';
import { CandidateSearch } from './recall/candidate-search.js';
import { MeaningArm, MeaningPatience } from './recall/meaning-arm.js';
import { MemoryRows } from './recall/memory-rows.js';
import { TimeArm } from './recall/time/time-arm.js';
import { NewestArm } from './recall/newest-arm.js';
import { EmbeddingsModule } from '../embeddings/index.js';
import { IndexingModule } from '../indexing/index.js';
import { VectorsModule } from '../vectors/index.js';

/** What is remembered: captured from what a person says, recalled when it speaks to a query. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Memory]),
    EmbeddingsModule,
    VectorsModule,
    IndexingModule,
    SpacesModule,
  ],
  controllers: [MemoriesController, SearchController],
  providers: [
    MemoryAllowance,
    MemoryCapture,
    MemoryMove,
    MemoryRecall,
    MemoryRows,
    ReplyCapture,
    CandidateSearch,
    LexicalArm,
    MeaningArm,
    MeaningPatience,
    NewestArm,
    CorpusStatistics,
    TableUpkeep,
    TimeArm,
  ],
  exports: [ReplyCapture, MemoryCapture, MemoryMove, MemoryRecall],
})
export class MemoryModule {}
