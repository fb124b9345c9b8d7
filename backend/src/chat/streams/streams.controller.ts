import {
  Controller,
  Headers,
  HttpCode,
  type MessageEvent,
  Param,
  Post,
  RequestMethod,
  Sse,
} from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { ApiProblems, IdParam } from '../../shared/http/index.js';
import { CurrentUser } from '../../users/index.js';
import { ApiTurnStream } from '../api-turn-stream.js';
import { MOST_WAITING, toServerSentEvents } from '../turn-stream.js';
import { TurnsService } from '../turns.service.js';
import { StreamsService } from './streams.service.js';

/** Answers as streams over HTTP: a stream has the id of its answer. */
@ApiTags('chat')
@Controller('api/streams/:id')
export class StreamsController {
  constructor(
    private readonly streams: StreamsService,
    private readonly turns: TurnsService,
  ) {}

  /** Read an answer as it is made, from the start or from where a connection broke. */
  @Sse('', { maxPendingDataLength: MOST_WAITING })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Id of the last event that arrived; what came after it is sent. Else: all.',
  })
  @ApiTurnStream()
  @ApiProblems(400, 404)
  async read(
    @CurrentUser() userId: string,
    @Param() { id }: IdParam,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<Observable<MessageEvent>> {
    return toServerSentEvents(id, await this.streams.read(userId, id, lastEventId));
  }

  /** Let the model go on with an answer that was stopped, broke off or reached its limit. */
  @Sse('continue', { method: RequestMethod.POST, maxPendingDataLength: MOST_WAITING })
  @HttpCode(200)
  @ApiTurnStream()
  @ApiProblems(400, 404, 409, 429, 503)
  async continue(
    @CurrentUser() userId: string,
    @Param() { id }: IdParam,
  ): Promise<Observable<MessageEvent>> {
    const turn = await this.turns.continue(userId, id);
    return toServerSentEvents(turn.answerId, turn.events);
  }

  /** End a running answer; what was said is kept. */
  @Post('stop')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  async stop(@CurrentUser() userId: string, @Param() { id }: IdParam): Promise<void> {
    await this.turns.stop(userId, id);
  }
}
