import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { newId, type Scope } from '../shared/index.js';
import { titleFrom } from './session-title.js';
import { Session } from './session.entity.js';

/** What was added to a conversation that came from elsewhere. */
export interface Extension {
  /** Its new last message. */
  readonly headId: string;
  /** The first of the added messages that a person said; undefined when none did. */
  readonly said: string | undefined;
  /** When the earliest and the latest of them were said. */
  readonly from: Date;
  readonly to: Date;
}

/** Finds, makes and extends conversations by the ids that they have where they come from. */
@Injectable()
export class ImportedSessions {
  /**
   * Finds the conversations with these foreign ids in a space, makes those that are not there, and
   * holds them all for the transaction.
   */
  async lock(
    manager: EntityManager,
    scope: Scope,
    externalIds: readonly string[],
  ): Promise<ReadonlyMap<string, Session>> {
    const found = await this.find(manager, scope, externalIds);
    const missing = externalIds.filter((id) => !found.has(id));
    if (missing.length === 0) return found;
    await manager.query(MAKE, [scope.userId, scope.spaceId, missing.map(() => newId()), missing]);
    return this.find(manager, scope, externalIds);
  }

  /**
   * Takes note of what was added. The conversation stands in the list where its last message was
   * said, and not among those of today.
   */
  async extend(manager: EntityManager, session: Session, added: Extension): Promise<void> {
    const { id, userId } = session;
    // Nobody has spoken here before: its times are still those of the row.
    const isNew = session.headId === null;
    await manager.update(
      Session,
      { id, userId },
      {
        headId: added.headId,
        title: session.title ?? (added.said === undefined ? null : titleFrom(added.said)),
        createdAt: isNew || added.from < session.createdAt ? added.from : session.createdAt,
        updatedAt: isNew || added.to > session.updatedAt ? added.to : session.updatedAt,
      },
    );
  }

  private async find(
    manager: EntityManager,
    scope: Scope,
    externalIds: readonly string[],
  ): Promise<ReadonlyMap<string, Session>> {
    const sessions = await manager.find(Session, {
      where: { ...scope, externalId: In(externalIds) },
      // In one order, so that two imports never wait for one another.
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return new Map(sessions.map((session) => [session.externalId ?? '', session]));
  }
}

const MAKE = `
  INSERT INTO sessions (id, user_id, space_id, external_id, created_at, updated_at)
  SELECT id, $1, $2, external_id, now(), now()
  FROM unnest($3::uuid[], $4::text[]) AS made (id, external_id)
  ON CONFLICT (space_id, external_id) WHERE external_id IS NOT NULL DO NOTHING`;
