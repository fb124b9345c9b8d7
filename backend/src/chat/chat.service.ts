import { Injectable } from '@nestjs/common';
import { firstValueFrom, type Observable, reduce } from 'rxjs';
import { MessagesService } from '../messages/index.js';
import { SessionsService } from '../sessions/index.js';
import { DomainError } from '../shared/index.js';
import type { ChatAnswerDto, ChatDto } from './send-message.dto.js';
import type { TurnEvent, TurnFailure } from './turn-events.js';
import { TurnsService } from './turns.service.js';

/** Answers in one piece, for programs that do not read streams. */
@Injectable()
export class ChatService {
  constructor(
    private readonly turns: TurnsService,
    private readonly sessions: SessionsService,
    private readonly messages: MessagesService,
  ) {}

  /** @throws {DomainError} what a turn throws, and what its `error` event would say. */
  async answer(userId: string, body: ChatDto): Promise<ChatAnswerDto> {
    const sessionId = await this.sessionFor(userId, body);
    const { message: text, requestId } = body;
    const turn = await this.turns.begin({ userId, sessionId, text, requestId });
    const { failure, ...answer } = await gather(turn.events);
    const kept = { sessionId, messageId: turn.answerId };
    if (failure) throw toError(failure, kept);
    return { ...kept, ...answer };
  }

  private async sessionFor(
    userId: string,
    { sessionId, space, requestId }: ChatDto,
  ): Promise<string> {
    if (sessionId !== undefined) {
      const session = await this.sessions.get(userId, sessionId);
      if (space !== undefined && space !== session.spaceName)
        throw new DomainError(
          'space_conflict',
          409,
          `That conversation is in the space ${session.spaceName}. Leave space out.`,
        );
      return sessionId;
    }
    const known = requestId && (await this.messages.sessionOfRequest(userId, requestId));
    return known || (await this.sessions.create(userId, undefined, space)).id;
  }
}

type Gathered = Pick<ChatAnswerDto, 'answer' | 'model' | 'memories' | 'degraded'> & {
  readonly failure?: TurnFailure;
};

const NOTHING: Gathered = { answer: '', model: null, memories: [], degraded: [] };

const gather = (events: Observable<TurnEvent>): Promise<Gathered> =>
  firstValueFrom(
    events.pipe(
      reduce((sum, { type, data }): Gathered => {
        if (type === 'meta') return { ...sum, model: data.model, degraded: data.degraded };
        if (type === 'memory') return { ...sum, memories: data.used };
        if (type === 'token') return { ...sum, answer: sum.answer + data.text };
        return type === 'error' ? { ...sum, failure: data } : sum;
      }, NOTHING),
    ),
  );

/** A failure of the model is not this server's own: 502 unless it has a better status. */
const toError = (
  { code, message, partial }: TurnFailure,
  kept: Record<string, unknown>,
): DomainError =>
  new DomainError(code, STATUSES[code] ?? 502, message, { extensions: { ...kept, partial } });

const STATUSES: Readonly<Record<string, number>> = {
  model_rate_limited: 429,
  model_timeout: 504,
  shutdown: 503,
  answer_not_kept: 503,
  answer_elsewhere: 503,
};
