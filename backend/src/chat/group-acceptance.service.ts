import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { inOneTrip, type Rows } from '../database/index.js';
import { type Captured, MemoryCapture } from '../memory/index.js';
import { type NewTurn, newTurns, type TurnPlace } from '../messages/index.js';
import { Gathered, newId } from '../shared/index.js';
import { userRow } from './message-rows.js';
import { noticesOf } from './notices.js';
import type { Turn } from './turn.js';

/** A message whose request has an id. */
export interface IdentifiedMessage {
  readonly userId: string;
  readonly sessionId: string;
  readonly text: string;
  readonly requestId: string;
}

/** Messages that one transaction takes in. */
const AT_ONCE = 64;

/**
 * Takes in messages that come at the same time in one transaction, which is sent as a whole: a hundred cost
 * little more than one, and one costs one way to the database and back in place of eight. What is not
 * plainly a new message is left to whoever looks at it by itself.
 */
@Injectable()
export class GroupAcceptance {
  private readonly gathered = new Gathered(
    (asked: readonly IdentifiedMessage[]) => this.take(asked),
    {
      most: AT_ONCE,
      keyOf: ({ sessionId }) => sessionId,
    },
  );

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly memories: MemoryCapture,
  ) {}

  /**
   * @returns undefined where nothing was written: the conversation is missing or held by somebody, the
   *   request is known, or a message that came along could not be written.
   * @throws when it is not known whether it was written, as after a lost connection.
   */
  accept(message: IdentifiedMessage): Promise<Turn | undefined> {
    return this.gathered.ask(message);
  }

  private async take(asked: readonly IdentifiedMessage[]): Promise<readonly (Turn | undefined)[]> {
    const turns = asked.map((message) => ({ ...message, messageId: newId(), answerId: newId() }));
    const at = new Date();
    const said = turns.map(({ messageId: id, userId, text }) => ({ id, userId, text, at }));
    const capturing = await this.memories.inStatements(this.database.manager, said);
    const statements = [newTurns(turns, at), ...capturing.statements];
    let rows: readonly Rows[];
    try {
      rows = await inOneTrip(this.database, statements);
    } catch (error) {
      capturing.captured([]);
      // One of them spoiled it for all; by itself each is told what is wrong with it.
      if (isRefused(error)) return turns.map(() => undefined);
      throw error;
    }
    const [places = [], memories = []] = rows;
    const captured = capturing.captured(memories);
    // Safe: these are what the statement selects.
    const placed = new Map((places as TurnPlace[]).map((place) => [place.messageId, place]));
    return turns.map((turn, index) => {
      const place = placed.get(turn.messageId);
      return place && withNotices(toTurn(turn, place, at), captured[index]);
    });
  }
}

function toTurn({ answerId, ...said }: NewTurn, place: TurnPlace, at: Date): Turn {
  const { userId, sessionId, messageId: id, text, requestId } = said;
  const { spaceId, parentId, depth } = place;
  const userMessage = userRow({
    id,
    userId,
    sessionId,
    parentId,
    depth,
    text,
    requestId,
    createdAt: at,
  });
  return { userId, spaceId, sessionId, userMessage, answerId, notices: [] };
}

const withNotices = (turn: Turn, captured: Captured | undefined): Turn => ({
  ...turn,
  notices: captured ? noticesOf(captured) : [],
});

/** Classes of PostgreSQL's codes: data, constraints, conflicts of transactions. The server refused, and wrote nothing. */
const REFUSED = /^(?:22|23|40)/;

function isRefused(error: unknown): boolean {
  const cause: unknown = error instanceof Error && 'driverError' in error && error.driverError;
  return cause instanceof Error && 'code' in cause && REFUSED.test(String(cause.code));
}
