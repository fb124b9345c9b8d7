import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MemorySettings } from '../config/index.js';
import { planKept } from '../database/index.js';
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

/** One statement, one round trip: the rows, and the lexical entries of those that were not there already. */
const REMEMBER = planKept(`
  WITH given AS (
    SELECT * FROM unnest(
      $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[],
      $8::timestamptz[], $9::integer[]
    ) WITH ORDINALITY AS given
      (id, user_id, space_id, session_id, message_id, text, speaker, at, length, ordinal)
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
    FROM unnest($10::bigint[], $11::text[], $12::smallint[]) AS entry (ordinal, term, frequency)
    JOIN given ON given.ordinal = entry.ordinal
    JOIN remembered ON remembered.id = given.id
    JOIN spaces ON spaces.id = given.space_id AND spaces.user_id = given.user_id
  )
  SELECT id, message_id AS "messageId", number FROM remembered ORDER BY number`);

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
      const part = allowed.slice(start, start + AT_ONCE);
      written.push(...(await manager.query<Row[]>(REMEMBER, this.parameters(part))));
    }
    await this.indexJobs.send(
      manager,
      written.map(({ id }) => id),
    );
    this.note(written);
    const numbers = new Map(written.map(({ messageId, number }) => [messageId, number]));
    const remembered = new Set(allowed);
    return messages.map((message) => ({
      messageId: message.id,
      remembered: remembered.has(message),
      shortened: message.text.length > this.settings.maxChars,
      memoryNumber: numbers.get(message.id) ?? null,
    }));
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

  private parameters(messages: readonly SpokenMessage[]): unknown[] {
    const texts = messages.map(({ text }) => text.slice(0, this.settings.maxChars).toWellFormed());
    const keys = messages.map(({ at, speaker }, index) =>
      memoryKey({ text: texts[index] ?? '', at, speaker }),
    );
    const entries = keys.flatMap(({ frequencies }, index) =>
      [...frequencies].map(([term, frequency]) => ({ ordinal: index + 1, term, frequency })),
    );
    return [
      messages.map(() => newId()),
      messages.map(({ userId }) => userId),
      messages.map(({ spaceId }) => spaceId),
      messages.map(({ sessionId }) => sessionId),
      messages.map(({ id }) => id),
      texts,
      messages.map(({ speaker }) => speaker ?? null),
      messages.map(({ at }) => at),
      keys.map(({ length }) => length),
      entries.map(({ ordinal }) => ordinal),
      entries.map(({ term }) => term),
      entries.map(({ frequency }) => frequency),
    ];
  }

  private note(written: readonly Row[]): void {
    for (const { number } of written) {
      this.allowance.noteNumber(number);
      this.upkeep.noteCapture();
    }
  }
}
