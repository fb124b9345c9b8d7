import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Captured, MemoryCapture, type Reply, ReplyCapture } from '../../memory/index.js';
import { type Appended, ImportedMessages, type Message } from '../../messages/index.js';
import { ImportedSessions, type Session } from '../../sessions/index.js';
import type { Scope } from '../../shared/index.js';
import type { ChunkOutcome } from './chunk-rows.js';
import type { NumberedLine } from './import-chunk.js';

/** What became of lines that are messages by themselves. */
export type Taken = Omit<ChunkOutcome, 'lines' | 'spaceIds'>;

/** Makes messages and memories of lines, conversation by conversation. */
@Injectable()
export class ConversationIntake {
  constructor(
    private readonly sessions: ImportedSessions,
    private readonly messages: ImportedMessages,
    private readonly memories: MemoryCapture,
    private readonly replies: ReplyCapture,
  ) {}

  /** Takes in lines of one space, in their order, in the caller's transaction. */
  async take(manager: EntityManager, scope: Scope, lines: readonly NumberedLine[]): Promise<Taken> {
    const conversations = Map.groupBy(lines, ({ session }) => session);
    const sessions = await this.sessions.lock(manager, scope, [...conversations.keys()]);
    const outcomes: Outcome[] = [];
    for (const [externalId, own] of conversations) {
      const session = sessions.get(externalId);
      if (!session) throw new Error('a conversation that was just made is gone');
      outcomes.push(...(await this.append(manager, session, own)));
    }
    const captured = await this.remember(manager, outcomes);
    await this.replies.captureReplies(manager, repliesIn(outcomes));
    return toTaken(outcomes, captured);
  }

  private async append(
    manager: EntityManager,
    session: Session,
    lines: readonly NumberedLine[],
  ): Promise<Outcome[]> {
    const foreign = lines.map(({ id, ...line }) => ({ ...line, externalId: id }));
    const appended = await this.messages.append(manager, session, foreign);
    const added = appended.flatMap((one) => (one.kind === 'new' ? one.message : []));
    const last = added.at(-1);
    if (last) {
      const times = added.map(({ createdAt }) => createdAt.getTime());
      await this.sessions.extend(manager, session, {
        headId: last.id,
        said: added.find(isSaid)?.text,
        from: new Date(Math.min(...times)),
        to: new Date(Math.max(...times)),
      });
    }
    return lines.map(({ line }, index) => ({ line, appended: appended[index] ?? MISSING }));
  }

  private remember(
    manager: EntityManager,
    outcomes: readonly Outcome[],
  ): Promise<readonly Captured[]> {
    const spoken = outcomes.flatMap(({ appended }) => {
      if (appended.kind !== 'new' || !isSaid(appended.message)) return [];
      const { id, userId, text, createdAt, speaker } = appended.message;
      return { id, userId, text, at: createdAt, speaker };
    });
    return this.memories.captureAll(manager, spoken);
  }
}

/** What became of one line. */
interface Outcome {
  readonly line: number;
  readonly appended: Appended;
}

const MISSING: Appended = { kind: 'conflict' };

const isSaid = ({ role }: Message): boolean => role === 'user';

/** Answers that are new, by which what they answer is found, too. */
const repliesIn = (outcomes: readonly Outcome[]): Reply[] =>
  outcomes.flatMap(({ appended }) => {
    if (appended.kind !== 'new') return [];
    const { role, userId, parentId, text } = appended.message;
    return role === 'assistant' && parentId !== null ? { userId, messageId: parentId, text } : [];
  });

function toTaken(outcomes: readonly Outcome[], captured: readonly Captured[]): Taken {
  const messages = outcomes.flatMap(({ appended }) =>
    appended.kind === 'conflict' ? [] : appended.message,
  );
  return {
    messages: messages.length,
    failures: outcomes
      .filter(({ appended }) => appended.kind === 'conflict')
      .map(({ line }) => ({
        line,
        code: 'duplicate_id',
        message: 'Another message with this id is in the conversation already; it was kept.',
      })),
    shortened: captured.filter(({ remembered, shortened }) => remembered && shortened).length,
    unremembered: captured.filter(({ remembered }) => !remembered).length,
    messageIds: messages.filter(isSaid).map(({ id }) => id),
  };
}
