import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { InjectRepository } from '@nestjs/typeorm';
import type { EntityManager, Repository } from 'typeorm';
import { decodeCursor, encodeCursor, newId, notFound, type Page } from '../shared/index.js';
import { Space, SpacesService } from '../spaces/index.js';
import { SESSION_EMPTIED, type SessionEmptied } from './session-emptied.event.js';
import { titleFrom } from './session-title.js';
import { Session } from './session.entity.js';

/** A conversation with the name of its space. */
export type SessionInSpace = Session & { readonly spaceName: string };

/** Makes, lists, names and deletes conversations; each call for one user only. */
@Injectable()
export class SessionsService {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly spaces: SpacesService,
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
   * @param limit 1 to 100.
   * @throws {DomainError} `invalid_cursor`.
   */
  async list(userId: string, limit: number, cursor?: string): Promise<Page<SessionInSpace>> {
    const query = this.inSpaces()
      .where('session.userId = :userId', { userId })
      .orderBy('session.updatedAt', 'DESC')
      .addOrderBy('session.id', 'DESC')
      .limit(limit + 1);
    if (cursor !== undefined) {
      const [at, id] = decodeCursor(cursor, ['time', 'id']);
      query.andWhere('(session.updatedAt, session.id) < (:at, :id)', { at, id });
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
  async rename(userId: string, id: string, title: string): Promise<SessionInSpace> {
    await this.sessions.update({ id, userId }, { title });
    return this.get(userId, id);
  }

  /**
   * Deletes a conversation with its messages and the memories that come from them.
   * @throws {DomainError} `not_found`.
   */
  async delete(userId: string, id: string): Promise<void> {
    const { affected } = await this.sessions.delete({ id, userId });
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
