import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { EmbeddingsModule } from '../embeddings/index.js';
import { IndexingModule } from '../indexing/index.js';
import { JobsModule } from '../jobs/index.js';
import { LlmModule } from '../llm/index.js';
import { VectorsModule } from '../vectors/index.js';
import { BreakersHealth } from './breakers.health.js';
import { DatabaseHealth } from './database.health.js';
import { EmbedderHealth } from './embedder.health.js';
import { HealthController } from './health.controller.js';
import { MilvusHealth } from './milvus.health.js';
import { ModelHealth } from './model.health.js';
import { QueueHealth } from './queue.health.js';
import { StatusController } from './status.controller.js';
import { StatusService } from './status.service.js';
import { StoppingHealth } from './stopping.health.js';
import { VectorsHealth } from './vectors.health.js';

/** Whether the product can serve, and what it serves with. */
@Module({
  imports: [
    TerminusModule.forRoot({ logger: false }),
    EmbeddingsModule,
    LlmModule,
    VectorsModule,
    IndexingModule,
    JobsModule,
  ],
  controllers: [HealthController, StatusController],
  providers: [
    BreakersHealth,
    DatabaseHealth,
    EmbedderHealth,
    MilvusHealth,
    ModelHealth,
    QueueHealth,
    StoppingHealth,
    VectorsHealth,
    StatusService,
  ],
  exports: [StatusService],
})
export class HealthModule {}
