import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MemorySettings } from '../config/index.js';
import { planKept, type Rows, type Statement } from '../database/index.js';
import { IndexJobs } from '../indexing/index.js';
import { newId } from '../shared/index.js';
import { memoryKey } from './lexical/memory-key.js';
import { MemoryAllowance } from './memory-allowance.js';
import type { SpokenMessage } from './recalled-memory.js';
import { TableUpkeep } from './table-upkeep.js';

/** Messages written by one statement. */
const AT_ONCE = 200;

/** What became of a message that was to be remembered. */
export interface Captured {
  readonly messageId: string;
  /** False: the user has as many memories as MEMORIES_MAX allows. */
  readonly remembered: boolean;
  /** Whether only the first MEMORY_MAX_CHARS of it are remembered. */
  readonly shortened: boolean;
  /** Number of the memory; null when there is none, or there was one before. */
  readonly memoryNumber: number | null;
}

/** What is to be asked of the database so that messages are remembered. */
export interface Capturing {
  readonly statements: readonly Statement[];
  /**
   * To be called once they are committed, with the rows of the first one; with none when they were not.
   * @returns what became of each message, in their order.
   */
  readonly captured: (rows: Rows) => readonly Captured[];
}

/**
 * One statement: the rows, and the lexical entries of those that were not there already. They belong to
 * the space in which their conversation is.
 */
const REMEMBER = planKept(`
  WITH given AS (
    SELECT given.*, messages.session_id, sessions.space_id
    FROM unnest(
      $1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::integer[]
    ) WITH ORDINALITY AS given (id, user_id, message_id, text, speaker, at, length, ordinal)
    JOIN messages ON messages.id = given.message_id AND messages.user_id = given.user_id
    JOIN sessions ON sessions.id = messages.session_id AND sessions.user_id = given.user_id
  ), remembered AS (
    INSERT INTO memories
      (id, user_id, space_id, session_id, message_id, kind, text, speaker, at, length, created_at)
    SELECT id, user_id, space_id, session_id, message_id, 'turn', text, speaker, at, length, now()
    FROM given ORDER BY ordinal
    ON CONFLICT (message_id, kind) DO NOTHING
    RETURNING id, message_id, number
  ), indexed AS (
    INSERT INTO memory_terms (space_number, term, memory_number, frequency, length)
    SELECT spaces.number, entry.term, remembered.number, entry.frequency, given.length
    FROM unnest($8::bigint[], $9::text[], $10::smallint[]) AS entry (ordinal, term, frequency)
    JOIN given ON given.ordinal = entry.ordinal
    JOIN remembered ON remembered.id = given.id
    JOIN spaces ON spaces.id = given.space_id AND spaces.user_id = given.user_id
  )
  SELECT id, message_id AS "messageId", number FROM remembered ORDER BY number`);

interface NewMemory {
  readonly id: string;
  readonly userId: string;
  readonly messageId: string;
  readonly text: string;
  readonly at: Date;
  readonly speaker: string | null;
}

interface Row {
  readonly id: string;
  readonly messageId: string;
  readonly number: number;
}

/** Turns what a person says into memories. */
@Injectable()
export class MemoryCapture {
  constructor(
    private readonly settings: MemorySettings,
    private readonly allowance: MemoryAllowance,
    private readonly upkeep: TableUpkeep,
    private readonly indexJobs: IndexJobs,
  ) {}

  /**
   * Keeps a message as a memory that the next recall can find by its words, in the caller's
   * transaction, and sees to its vector. The same message again changes nothing.
   */
  async capture(manager: EntityManager, message: SpokenMessage): Promise<Captured> {
    const [captured] = await this.captureAll(manager, [message]);
    if (!captured) throw new Error('capturing one message says what became of it');
    return captured;
  }

  /**
   * Keeps many messages at once; those of a session in the order in which they were said.
   * @returns what became of each, in their order.
   */
  async captureAll(
    manager: EntityManager,
    messages: readonly SpokenMessage[],
  ): Promise<readonly Captured[]> {
    const allowed = await this.allowed(manager, messages);
    const written: Row[] = [];
    for (let start = 0; start < allowed.length; start += AT_ONCE) {
      const { text, values } = remembering(this.shortened(allowed.slice(start, start + AT_ONCE)));
      written.push(...(await manager.query<Row[]>(text, values)));
    }
    await this.indexJobs.send(
      manager,
      written.map(({ id }) => id),
    );
    return this.outcome(messages, allowed, written);
  }

  /**
   * The same for messages that the statements before these will write, or not.
   * @param manager outside of the transaction: what there is room for is looked up before.
   * @param messages at most 200.
   */
  async inStatements(
    manager: EntityManager,
    messages: readonly SpokenMessage[],
  ): Promise<Capturing> {
    const allowed = await this.allowed(manager, messages);
    const memories = this.shortened(allowed);
    // Of a memory that is not there nobody makes a vector.
    const jobs = await this.indexJobs.statements(memories.map(({ id }) => id));
    return {
      statements: [remembering(memories), ...jobs],
      captured: (rows) => {
        // Safe: these are what the statement selects.
        const written = rows as readonly Row[];
        const ids = new Set(written.map(({ messageId }) => messageId));
        for (const { id, userId } of allowed) if (!ids.has(id)) this.allowance.giveBack(userId, 1);
        this.indexJobs.wake();
        return this.outcome(messages, allowed, written);
      },
    };
  }

  /** The messages for which their users have room, the first ones first. */
  private async allowed(
    manager: EntityManager,
    messages: readonly SpokenMessage[],
  ): Promise<SpokenMessage[]> {
    const allowed: SpokenMessage[] = [];
    for (const [userId, own] of Map.groupBy(messages, (message) => message.userId)) {
      const room = await this.allowance.take(manager, userId, own.length);
      for (const message of own.slice(0, room)) allowed.push(message);
    }
    return allowed;
  }

  private shortened(messages: readonly SpokenMessage[]): readonly NewMemory[] {
    return messages.map(({ id: messageId, userId, text, at, speaker = null }) => {
      const kept = text.slice(0, this.settings.maxChars).toWellFormed();
      return { id: newId(), userId, messageId, text: kept, at, speaker };
    });
  }

  private outcome(
    messages: readonly SpokenMessage[],
    allowed: readonly SpokenMessage[],
    written: readonly Row[],
  ): readonly Captured[] {
    for (const { number } of written) {
      this.allowance.noteNumber(number);
      this.upkeep.noteCapture();
    }
    const numbers = new Map(written.map(({ messageId, number }) => [messageId, number]));
    const remembered = new Set(allowed);
    return messages.map((message) => ({
      messageId: message.id,
      remembered: remembered.has(message),
      shortened: message.text.length > this.settings.maxChars,
      memoryNumber: numbers.get(message.id) ?? null,
    }));
  }
}

/** The statement that writes memories, at most `AT_ONCE`. */
function remembering(memories: readonly NewMemory[]): Statement {
  const keys = memories.map(memoryKey);
  const entries = keys.flatMap(({ frequencies }, index) =>
    [...frequencies].map(([term, frequency]) => ({ ordinal: index + 1, term, frequency })),
  );
  const values = [
    memories.map(({ id }) => id),
    memories.map(({ userId }) => userId),
    memories.map(({ messageId }) => messageId),
    memories.map(({ text }) => text),
    memories.map(({ speaker }) => speaker),
    memories.map(({ at }) => at),
    keys.map(({ length }) => length),
    entries.map(({ ordinal }) => ordinal),
    entries.map(({ term }) => term),
    entries.map(({ frequency }) => frequency),
  ];
  return { text: REMEMBER, values };
}
