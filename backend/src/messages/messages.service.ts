import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { EntityManager, Repository } from 'typeorm';
import { longTransaction, planKept } from '../database/index.js';
import { addReplyTerms, replyTerms } from '../memory/index.js';
import { decodeCursor, encodeCursor, type Page } from '../shared/index.js';
import { SessionsService } from '../sessions/index.js';
import { IS_THOUGHT_DEAD } from './answer-streams.js';
import { pathUpwards, type SpokenText, textsUpwards } from './message-path.js';
import { Message } from './message.entity.js';

/** How an answer ended. */
export type AnswerEnd = Pick<
  Message,
  'text' | 'status' | 'model' | 'finishReason' | 'failure' | 'usage' | 'context'
>;

/** One statement, and so one round trip while many answers end at once. */
const FINISH = planKept(`
  WITH answered AS (
    UPDATE messages SET text = $3, status = $4, model = $5, finish_reason = $6,
      failure = $7::jsonb, usage = $8::jsonb, context = $9::jsonb
    WHERE user_id = $1 AND id = $2 AND (status = 'streaming' OR ${IS_THOUGHT_DEAD})
    RETURNING user_id, parent_id AS message_id
  )
  ${addReplyTerms('$10')}`);

/** Reads the shown branch of a conversation and keeps answers; each call for one user only. */
@Injectable()
export class MessagesService {
  constructor(
    @InjectRepository(Message) private readonly messages: Repository<Message>,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * One page of the shown branch, oldest first inside it; the first page is the newest.
   * @param limit 1 to 100.
   * @throws {DomainError} `not_found`, `invalid_cursor`.
   */
  async history(
    userId: string,
    sessionId: string,
    limit: number,
    cursor?: string,
  ): Promise<Page<Message>> {
    const session = await this.sessions.get(userId, sessionId);
    const from = cursor === undefined ? session.headId : decodeCursor(cursor, ['id'])[0];
    if (from === null) return { items: [], nextCursor: null };
    const path = await this.path(userId, sessionId, from, limit + 1);
    const older = path.length > limit ? path[0] : undefined;
    return {
      items: older ? path.slice(1) : path,
      nextCursor: older ? encodeCursor([older.id]) : null,
    };
  }

  /** The messages from `fromId` upwards to the first, at most `limit`, in the order they were said. */
  async path(userId: string, sessionId: string, fromId: string, limit: number): Promise<Message[]> {
    const ids = await pathUpwards(this.messages.manager, { userId, sessionId, fromId, limit });
    return this.byIds(userId, ids.reverse());
  }

  /** What was said on the same way, for prompts: at most `limit` messages, oldest first. */
  async transcript(
    userId: string,
    sessionId: string,
    fromId: string,
    limit: number,
  ): Promise<SpokenText[]> {
    const query = { userId, sessionId, fromId, limit };
    return (await textsUpwards(this.messages.manager, query)).reverse();
  }

  /** The user's messages of those ids, in their order; those that are not there are left out. */
  async byIds(userId: string, ids: readonly string[]): Promise<Message[]> {
    if (ids.length === 0) return [];
    const found = await this.messages
      .createQueryBuilder('message')
      .where('message.userId = :userId AND message.id IN (:...ids)', { userId, ids })
      .getMany();
    const byId = new Map(found.map((message) => [message.id, message]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** The user's message that a request of that id made, in whichever conversation. */
  findByRequest(
    manager: EntityManager,
    userId: string,
    requestId: string,
  ): Promise<Message | null> {
    return manager.findOneBy(Message, { userId, requestId });
  }

  /** The newest answer to a message. */
  findAnswer(manager: EntityManager, userId: string, parentId: string): Promise<Message | null> {
    return manager.findOne(Message, {
      where: { userId, parentId, role: 'assistant' },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }

  /** The conversation in which a request of that id was made; null when it was not. */
  async sessionOfRequest(userId: string, requestId: string): Promise<string | null> {
    const message = await this.findByRequest(this.messages.manager, userId, requestId);
    return message?.sessionId ?? null;
  }

  /**
   * Keeps how an answer ended, and lets what it answers be found by it; quotes alone, which no model
   * made, would only say again what is found already. An answer that was deleted meanwhile stays deleted.
   */
  async finish(userId: string, id: string, end: AnswerEnd): Promise<void> {
    const { text, status, model, finishReason, failure, usage, context } = end;
    const terms = model === null ? [] : replyTerms(text);
    const asJson = (value: object | null) => value && JSON.stringify(value);
    const how = [text, status, model, finishReason, ...[failure, usage, context].map(asJson)];
    await this.messages.manager.query(FINISH, [userId, id, ...how, terms]);
  }

  /**
   * Deletes everything that was said in a conversation, and the memories that come from it.
   * @throws {DomainError} `not_found`.
   */
  async clear(userId: string, sessionId: string): Promise<void> {
    await longTransaction(this.messages.manager, async (manager) => {
      const session = await this.sessions.lock(manager, userId, sessionId);
      await manager.delete(Message, { userId, sessionId });
      await this.sessions.reset(manager, session);
    });
    this.sessions.tellEmptied(sessionId);
  }
}
