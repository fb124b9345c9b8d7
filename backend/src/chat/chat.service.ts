import { Injectable } from '@nestjs/common';
import { firstValueFrom, fromEvent, type Observable, reduce, takeUntil } from 'rxjs';
import { MessagesService } from '../messages/index.js';
import { SessionsService } from '../sessions/index.js';
import { DomainError, newId } from '../shared/index.js';
import type { ChatAnswerDto, ChatDto } from './send-message.dto.js';
import { AnswerPlaces } from './answer-places.service.js';
import { TurnAcceptance } from './turn-acceptance.service.js';
import type { NumberedEvent } from './streams/stream-position.js';
import type { TurnFailure } from './turn-events.js';
import { type BegunTurn, TurnsService } from './turns.service.js';

/** Answers in one piece, for programs that do not read streams. */
@Injectable()
export class ChatService {
  /** Conversations for requests that are not accepted yet, so that a repeated one takes the same. */
  private readonly opening = new Map<string, Promise<string>>();

  constructor(
    private readonly turns: TurnsService,
    private readonly acceptance: TurnAcceptance,
    private readonly sessions: SessionsService,
    private readonly messages: MessagesService,
    private readonly places: AnswerPlaces,
  ) {}

  /**
   * @param gone aborted when nobody waits for the answer any more: it then has a reader less.
   * @throws {DomainError} what a turn throws, and what its `error` event would say.
   */
  async answer(userId: string, body: ChatDto, gone: AbortSignal): Promise<ChatAnswerDto> {
    const { sessionId, turn } = await this.begin(userId, body);
    const { failure, ...answer } = await gather(turn.events, gone);
    const kept = { sessionId, messageId: turn.answerId };
    if (failure) throw toError(failure, kept);
    return { ...kept, ...answer };
  }

  private async begin(
    userId: string,
    body: ChatDto,
  ): Promise<{ readonly sessionId: string; readonly turn: BegunTurn }> {
    const { message: text, requestId } = body;
    // Before a conversation is made that nothing would be said in.
    this.turns.checkOpen();
    this.acceptance.checkLength(text);
    const shared = body.sessionId === undefined ? requestId : undefined;
    const key = `${userId}:${shared ?? newId()}`;
    const opening = this.opening.get(key) ?? this.sessionFor(userId, body);
    this.opening.set(key, opening);
    try {
      const sessionId = await opening;
      return { sessionId, turn: await this.turns.begin({ userId, sessionId, text, requestId }) };
    } finally {
      if (this.opening.get(key) === opening) this.opening.delete(key);
    }
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
    const known =
      requestId === undefined ? null : await this.messages.sessionOfRequest(userId, requestId);
    if (known !== null) return known;
    this.places.check(userId);
    return (await this.sessions.create(userId, undefined, space)).id;
  }
}

type Gathered = Pick<ChatAnswerDto, 'answer' | 'model' | 'memories' | 'degraded'> & {
  readonly failure?: TurnFailure;
};

const NOTHING: Gathered = { answer: '', model: null, memories: [], degraded: [] };

const gather = (events: Observable<NumberedEvent>, gone: AbortSignal): Promise<Gathered> =>
  firstValueFrom(
    events.pipe(
      takeUntil(gone.aborted ? [gone] : fromEvent(gone, 'abort')),
      reduce((sum, { event: { type, data } }): Gathered => {
        // Where it is told anew, what was told before counts no more.
        if (type === 'meta') return { ...NOTHING, model: data.model, degraded: data.degraded };
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
};
