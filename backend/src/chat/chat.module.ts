import { Module } from '@nestjs/common';
import { LlmModule } from '../llm/index.js';
import { MemoryModule } from '../memory/index.js';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { AnswerPlaces } from './answer-places.service.js';
import { ChatController } from './chat.controller.js';
import { ChatService } from './chat.service.js';
import { ContextBuilder } from './context/index.js';
import { Continuation } from './continuation.service.js';
import { GroupAcceptance } from './group-acceptance.service.js';
import { ReceiptController, ReceiptService } from './receipt/index.js';
import { StoredTurn } from './stored-turn.service.js';
import {
  Checkpoints,
  OrphanedAnswers,
  RemoteStop,
  RunningTurns,
  StreamFollower,
  StreamsController,
  StreamsService,
} from './streams/index.js';
import { TurnAcceptance } from './turn-acceptance.service.js';
import { TurnPreparation } from './turn-preparation.service.js';
import { TurnRunner } from './turn-runner.service.js';
import { TurnsService } from './turns.service.js';

/** One turn, from the request to the last token. */
@Module({
  imports: [SessionsModule, MessagesModule, MemoryModule, LlmModule],
  controllers: [ChatController, ReceiptController, StreamsController],
  providers: [
    TurnsService,
    AnswerPlaces,
    RunningTurns,
    Checkpoints,
    StreamFollower,
    RemoteStop,
    StreamsService,
    TurnAcceptance,
    GroupAcceptance,
    Continuation,
    TurnPreparation,
    TurnRunner,
    StoredTurn,
    ContextBuilder,
    ChatService,
    OrphanedAnswers,
    ReceiptService,
  ],
  exports: [AnswerPlaces],
})
export class ChatModule {}
