import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { ModelChoice } from '../llm/index.js';
import { AnswerStreams, Message, MessagesService } from '../messages/index.js';
import { type Session, SessionsService } from '../sessions/index.js';
import { DomainError, notFound } from '../shared/index.js';
import { nextRun } from './streams/stream-position.js';
import type { Accepted } from './turn.js';

/** Characters beyond which an answer is not continued: it would be too long to be told anew. */
const LONGEST = 128 * 1024;

/** Takes an unfinished answer up again: what is there stays, and the model goes on from it. */
@Injectable()
export class Continuation {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly sessions: SessionsService,
    private readonly messages: MessagesService,
    private readonly streams: AnswerStreams,
    private readonly models: ModelChoice,
  ) {}

  /**
   * One transaction. An answer that is being made, perhaps since somebody has asked for the same a
   * moment ago, is not begun again.
   * @param claim called before it is begun; what it throws refuses that.
   * @throws {DomainError} `not_found`, `not_continuable`, `no_model`.
   */
  async accept(userId: string, answerId: string, claim: () => void): Promise<Accepted> {
    const [answer] = await this.messages.byIds(userId, [answerId]);
    if (answer?.role !== 'assistant') throw notFound('answer');
    return this.database.transaction(async (manager) => {
      const session = await this.sessions.lock(manager, userId, answer.sessionId);
      // Only now nobody else changes it.
      const locked = await manager.findOneBy(Message, { id: answerId, userId });
      if (!locked) throw notFound('answer');
      if (locked.status === 'streaming') return { kind: 'known', answer: locked };
      checkContinuable(locked, session);
      claim();
      return this.takeUp(manager, session, locked);
    });
  }

  private async takeUp(
    manager: EntityManager,
    session: Session,
    answer: Message,
  ): Promise<Accepted> {
    const { id: answerId, userId, text } = answer;
    if (this.models.chain()[0].model.inUse.mode === 'recall-only') throw noModel();
    const userMessage = await manager.findOneByOrFail(Message, {
      id: answer.parentId ?? '',
      userId,
    });
    const again = { status: 'streaming', finishReason: null, failure: null, usage: null } as const;
    await manager.update(Message, { id: answerId, userId }, again);
    const { sequence } = (await this.streams.look(userId, answerId, manager)) ?? { sequence: 0 };
    const before = nextRun(sequence);
    await this.streams.begin(manager, { answerId, userId, sequence: before });
    const { spaceId, id: sessionId } = session;
    const unfinished = { text, before };
    const turn = { userId, spaceId, sessionId, userMessage, answerId, notices: [], unfinished };
    return { kind: 'new', turn };
  }
}

function checkContinuable(answer: Message, session: Session): void {
  const { status, finishReason, text } = answer;
  const isUnfinished = status !== 'complete' || finishReason === 'length';
  if (!isUnfinished) throw notContinuable('It is whole.');
  if (text === '') throw notContinuable('Nothing of it is there: send the message again instead.');
  if (text.length > LONGEST) throw notContinuable('It is as long as an answer may be.');
  if (session.headId !== answer.id) throw notContinuable('Something was said after it.');
}

const notContinuable = (why: string): DomainError =>
  new DomainError('not_continuable', 409, `This answer cannot be continued. ${why}`);

const noModel = (): DomainError =>
  new DomainError(
    'no_model',
    503,
    'No model is connected that could go on. What there is of the answer is kept.',
  );
