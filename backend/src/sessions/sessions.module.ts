import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MemoryModule } from '../memory/index.js';
import { SpacesModule } from '../spaces/index.js';
import { ImportedSessions } from './imported-sessions.js';
import { Session } from './session.entity.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';

/** Conversations: title, space, order. */
@Module({
  imports: [TypeOrmModule.forFeature([Session]), SpacesModule, MemoryModule],
  controllers: [SessionsController],
  providers: [ImportedSessions, SessionsService],
  exports: [ImportedSessions, SessionsService],
})
export class SessionsModule {}
