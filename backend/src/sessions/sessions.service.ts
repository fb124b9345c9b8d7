import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { InjectRepository } from '@nestjs/typeorm';
import type { EntityManager, Repository } from 'typeorm';
import { longTransaction } from '../database/index.js';
import { MemoryMove } from '../memory/index.js';
import {
  decodeCursor,
  DomainError,
  encodeCursor,
  isUniqueViolation,
  newId,
  notFound,
  type Page,
} from '../shared/index.js';
import { Space, SpacesService } from '../spaces/index.js';
import { SESSION_EMPTIED, type SessionEmptied } from './session-emptied.event.js';
import { titleFrom } from './session-title.js';
import { Session } from './session.entity.js';

/** A conversation with the name of its space. */
export type SessionInSpace = Session & { readonly spaceName: string };

/** Which conversations are wanted. */
export interface ListQuery {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Name of the space; undefined: of all of them. */
  readonly space?: string | undefined;
}

/** Makes, lists, names, moves and deletes conversations; each call for one user only. */
@Injectable()
export class SessionsService {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly spaces: SpacesService,
    private readonly memories: MemoryMove,
    private readonly hints: EventEmitter2,
  ) {}

  /** Makes a conversation; the space of that name is made too when it is not there. */
  async create(userId: string, title?: string, spaceName?: string): Promise<SessionInSpace> {
    const space = await this.spaces.findOrCreate(userId, spaceName);
    const now = new Date();
    const session = this.sessions.create({
      id: newId(),
      userId,
      spaceId: space.id,
      title: title ?? null,
      headId: null,
      externalId: null,
      createdAt: now,
      updatedAt: now,
    });
    await this.sessions.insert(session);
    return Object.assign(session, { spaceName: space.name });
  }

  /**
   * @throws {DomainError} `invalid_cursor`, `space_not_found`.
   */
  async list(userId: string, { limit, cursor, space }: ListQuery): Promise<Page<SessionInSpace>> {
    const query = this.inSpaces()
      .where('session.userId = :userId', { userId })
      .orderBy('session.updatedAt', 'DESC')
      .addOrderBy('session.id', 'DESC')
      .limit(limit + 1);
    if (space !== undefined) {
      const { id } = await this.spaces.find(userId, space);
      query.andWhere('session.spaceId = :id', { id });
    }
    if (cursor !== undefined) {
      const [at, before] = decodeCursor(cursor, ['time', 'id']);
      query.andWhere('(session.updatedAt, session.id) < (:at, :before)', { at, before });
    }
    const found = await this.withSpaceNames(query);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const more = found.length > limit && last;
    return {
      items,
      nextCursor: more ? encodeCursor([last.updatedAt.toISOString(), last.id]) : null,
    };
  }

  /** @throws {DomainError} `not_found`, also for another user's. */
  async get(userId: string, id: string): Promise<SessionInSpace> {
    const query = this.inSpaces().where('session.userId = :userId AND session.id = :id', {
      userId,
      id,
    });
    const [session] = await this.withSpaceNames(query);
    if (!session) throw notFound('conversation');
    return session;
  }

  /** @throws {DomainError} `not_found`. */
  async rename(userId: string, id: string, title: string): Promise<void> {
    const { affected } = await this.sessions.update({ id, userId }, { title });
    if (!affected) throw notFound('conversation');
  }

  /**
   * Moves a conversation to another space, which is made when it is not there. What is remembered
   * from it goes along at once.
   * @throws {DomainError} `not_found`, `session_exists` when the same import is in that space already.
   */
  async move(userId: string, id: string, spaceName: string): Promise<void> {
    // Before a space is made that nothing would move to.
    await this.get(userId, id);
    const { id: spaceId } = await this.spaces.findOrCreate(userId, spaceName);
    try {
      await longTransaction(this.sessions.manager, async (manager) => {
        const session = await this.lock(manager, userId, id);
        if (session.spaceId === spaceId) return;
        await manager.update(Session, { id, userId }, { spaceId });
        await this.memories.moveSession(manager, { userId, spaceId }, id);
      });
    } catch (error) {
      if (isUniqueViolation(error))
        throw new DomainError(
          'session_exists',
          409,
          'That space has a conversation from the same import already.',
        );
      throw error;
    }
  }

  /**
   * Deletes a conversation with its messages and the memories that come from them.
   * @throws {DomainError} `not_found`.
   */
  async delete(userId: string, id: string): Promise<void> {
    const { affected } = await longTransaction(this.sessions.manager, (manager) =>
      manager.delete(Session, { id, userId }),
    );
    if (!affected) throw notFound('conversation');
    this.tellEmptied(id);
  }

  /** Lets others know that nothing is left of what was said there; a hint only. */
  tellEmptied(sessionId: string): void {
    const hint: SessionEmptied = { sessionId };
    this.hints.emit(SESSION_EMPTIED, hint);
  }

  /**
   * Holds the conversation for the transaction of `manager`, so that two turns follow one another.
   * @throws {DomainError} `not_found`.
   */
  async lock(manager: EntityManager, userId: string, id: string): Promise<Session> {
    const session = await manager.findOne(Session, {
      where: { id, userId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!session) throw notFound('conversation');
    return session;
  }

  /** Takes note of a turn: the new end of the shown branch, and a title when there is none yet. */
  async advance(
    manager: EntityManager,
    session: Session,
    headId: string,
    said: string,
  ): Promise<void> {
    const title = session.title ?? titleFrom(said);
    const { id, userId } = session;
    await manager.update(Session, { id, userId }, { headId, title, updatedAt: new Date() });
  }

  /** Takes note that everything said was deleted. A title stays: it was given or is known by now. */
  async reset(manager: EntityManager, { id, userId }: Session): Promise<void> {
    await manager.update(Session, { id, userId }, { headId: null, updatedAt: new Date() });
  }

  private inSpaces() {
    return this.sessions
      .createQueryBuilder('session')
      .innerJoin(Space, 'space', 'space.id = session.spaceId AND space.userId = session.userId')
      .addSelect('space.name', 'space_name');
  }

  private async withSpaceNames(query: ReturnType<SessionsService['inSpaces']>) {
    const { entities, raw } = await query.getRawAndEntities<{ space_name: string }>();
    return entities.map((session, row) =>
      Object.assign(session, { spaceName: raw[row]?.space_name ?? '' }),
    );
  }
}
