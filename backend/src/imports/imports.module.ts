import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EmbeddingsModule } from '../embeddings/index.js';
import { IndexingModule } from '../indexing/index.js';
import { MemoryModule } from '../memory/index.js';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { SpacesModule } from '../spaces/index.js';
import { VectorsModule } from '../vectors/index.js';
import { Import } from './import.entity.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { ImportReceiver } from './receiving/import-receiver.js';
import { LongUploads } from './receiving/long-uploads.js';
import { UploadRows } from './receiving/upload-rows.js';
import { ChunkRows } from './taking-in/chunk-rows.js';
import { ConversationIntake } from './taking-in/conversation-intake.js';
import { ImportIntake } from './taking-in/import-intake.js';
import { ImportRunner } from './taking-in/import-runner.service.js';
import { IndexProgress } from './taking-in/index-progress.service.js';
import { PendingRows } from './taking-in/pending-rows.js';

/** Takes in what was said elsewhere: a file of messages becomes conversations and memories. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Import]),
    EmbeddingsModule,
    IndexingModule,
    MemoryModule,
    MessagesModule,
    SessionsModule,
    SpacesModule,
    VectorsModule,
  ],
  controllers: [ImportsController],
  providers: [
    ImportsService,
    ImportReceiver,
    LongUploads,
    UploadRows,
    ImportRunner,
    IndexProgress,
    ImportIntake,
    ConversationIntake,
    ChunkRows,
    PendingRows,
  ],
})
export class ImportsModule {}
