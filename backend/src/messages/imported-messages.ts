import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Session } from '../sessions/index.js';
import { newId } from '../shared/index.js';
import { Message, type MessageRole } from './message.entity.js';

/** A message that was said elsewhere. */
export interface ForeignMessage {
  /** Its id there, one of a kind in its conversation. */
  readonly externalId: string;
  readonly role: MessageRole;
  readonly speaker: string | null;
  readonly text: string;
  readonly at: Date;
}

/**
 * What became of a foreign message: `new`, it is there now; `known`, it was there already;
 * `conflict`, another one with its id was, and nothing has changed.
 */
export type Appended =
  { readonly kind: 'new' | 'known'; readonly message: Message } | { readonly kind: 'conflict' };

/** Adds messages that were said elsewhere to a conversation. */
@Injectable()
export class ImportedMessages {
  /**
   * Adds messages to the shown branch of a conversation that the transaction holds, in their order.
   * @returns what became of each, in their order.
   */
  async append(
    manager: EntityManager,
    session: Session,
    incoming: readonly ForeignMessage[],
  ): Promise<readonly Appended[]> {
    const known = await this.known(manager, session, incoming);
    let parent = await this.head(manager, session);
    const added: Message[] = [];
    const outcome = incoming.map((foreign): Appended => {
      const there = known.get(foreign.externalId);
      if (there) return isSame(there, foreign) ? { kind: 'known', message: there } : CONFLICT;
      const message = row(session, parent, foreign);
      known.set(foreign.externalId, message);
      added.push(message);
      parent = message;
      return { kind: 'new', message };
    });
    if (added.length > 0) await manager.insert(Message, added);
    return outcome;
  }

  private async known(
    manager: EntityManager,
    { id: sessionId, userId }: Session,
    incoming: readonly ForeignMessage[],
  ): Promise<Map<string, Message>> {
    const externalId = In(incoming.map((foreign) => foreign.externalId));
    const messages = await manager.findBy(Message, { userId, sessionId, externalId });
    return new Map(messages.map((message) => [message.externalId ?? '', message]));
  }

  private async head(
    manager: EntityManager,
    { headId, userId }: Session,
  ): Promise<Pick<Message, 'id' | 'depth'> | null> {
    return headId === null ? null : manager.findOneBy(Message, { id: headId, userId });
  }
}

const CONFLICT: Appended = { kind: 'conflict' };

const isSame = (message: Message, foreign: ForeignMessage): boolean =>
  message.role === foreign.role && message.text === foreign.text;

const row = (
  { id: sessionId, userId }: Session,
  parent: Pick<Message, 'id' | 'depth'> | null,
  { externalId, role, speaker, text, at }: ForeignMessage,
): Message => ({
  id: newId(),
  userId,
  sessionId,
  parentId: parent?.id ?? null,
  depth: (parent?.depth ?? 0) + 1,
  role,
  text,
  status: 'complete',
  requestId: null,
  externalId,
  speaker,
  model: null,
  finishReason: null,
  failure: null,
  usage: null,
  context: null,
  createdAt: at,
});
