import {
  Body,
  Controller,
  HttpCode,
  type MessageEvent,
  Param,
  Post,
  RequestMethod,
  Res,
  Sse,
} from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { ApiProblems, IdParam, whenGone } from '../shared/http/index.js';
import { CurrentUser } from '../users/index.js';
import { ApiTurnStream } from './api-turn-stream.js';
import { ChatService } from './chat.service.js';
import { ChatAnswerDto, ChatDto, SendMessageDto } from './send-message.dto.js';
import { MOST_WAITING, toServerSentEvents } from './turn-stream.js';
import { TurnsService } from './turns.service.js';

/** Turns over HTTP. */
@ApiTags('chat')
@Controller('api')
export class ChatController {
  constructor(
    private readonly turns: TurnsService,
    private readonly chats: ChatService,
  ) {}

  /** Send a message and read the answer as it is made. */
  @Sse('sessions/:id/messages', { method: RequestMethod.POST, maxPendingDataLength: MOST_WAITING })
  @HttpCode(200)
  @ApiTurnStream()
  @ApiProblems(400, 404, 409, 413, 429, 503)
  async send(
    @CurrentUser() userId: string,
    @Param() { id }: IdParam,
    @Body() { text, requestId }: SendMessageDto,
  ): Promise<Observable<MessageEvent>> {
    const turn = await this.turns.begin({ userId, sessionId: id, text, requestId });
    return toServerSentEvents(turn.answerId, turn.events);
  }

  /** Send a message and get the whole answer at once. */
  @Post('chat')
  @HttpCode(200)
  @ApiOkResponse({ type: ChatAnswerDto })
  @ApiProblems(400, 404, 409, 413, 429, 502, 503, 504)
  chat(
    @CurrentUser() userId: string,
    @Body() body: ChatDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChatAnswerDto> {
    return this.chats.answer(userId, body, whenGone(response));
  }
}
