import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MemoryModule } from '../memory/index.js';
import { SessionsModule } from '../sessions/index.js';
import { AnswerStreams } from './answer-streams.js';
import { ImportedMessages } from './imported-messages.js';
import { Message } from './message.entity.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';

/** What was said: order, branches, answers. */
@Module({
  imports: [TypeOrmModule.forFeature([Message]), SessionsModule, MemoryModule],
  controllers: [MessagesController],
  providers: [AnswerStreams, ImportedMessages, MessagesService],
  exports: [AnswerStreams, ImportedMessages, MessagesService],
})
export class MessagesModule {}
