import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { AnswerContext } from './answer-context.js';
import { Message, type MessageFailure } from './message.entity.js';

/** How far an answer has come. */
export interface Checkpoint {
  readonly answerId: string;
  readonly userId: string;
  /** Number of the last event whose text is in `text`. */
  readonly sequence: number;
  readonly text: string;
  readonly model: string | null;
  /** Null, as `model` may be, while the prompt is not built. */
  readonly context: AnswerContext | null;
}

/** An answer that is still being made here, as others see it. */
export interface Beat {
  readonly answerId: string;
  /** Whether somebody follows it by way of another process. */
  readonly isRead: boolean;
}

/** An answer with how far its stream has come. */
export interface AnswerStream {
  readonly answer: Message;
  /** 0 where nothing was told, and for answers that were never streamed. */
  readonly sequence: number;
  /** Whether a process that lives makes it; false for one that has ended. */
  readonly isAlive: boolean;
}

/** Seconds after which a process that gave no sign of life does not live. */
export const DEAD_AFTER = 15;
/** Seconds for which a sign of a reader counts. */
const READ_FOR = 5;

const SAVE = `
  WITH saved AS (
    UPDATE messages SET text = entry.text, model = coalesce(entry.model, messages.model),
      context = coalesce(entry.context::jsonb, messages.context)
    FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[])
      AS entry (answer_id, user_id, sequence, text, model, context)
    WHERE messages.id = entry.answer_id AND messages.user_id = entry.user_id
      AND messages.status = 'streaming'
    RETURNING messages.id, messages.user_id, entry.sequence
  )
  INSERT INTO answer_streams AS stream (answer_id, user_id, sequence, beat_at)
  SELECT id, user_id, sequence, now() FROM saved
  ON CONFLICT (answer_id) DO UPDATE SET sequence = excluded.sequence, beat_at = now()
  RETURNING answer_id AS "answerId",
    coalesce(stream.read_at > now() - $7 * interval '1 second', false) AS "isRead"`;

const BEAT = `
  UPDATE answer_streams AS stream SET beat_at = now() FROM messages
  WHERE stream.answer_id = ANY($1) AND messages.id = stream.answer_id
    AND messages.status = 'streaming'
  RETURNING stream.answer_id AS "answerId",
    coalesce(stream.read_at > now() - $2 * interval '1 second', false) AS "isRead"`;

const BEGIN = `
  INSERT INTO answer_streams (answer_id, user_id, sequence, beat_at) VALUES ($1, $2, $3, now())
  ON CONFLICT (answer_id) DO UPDATE
  SET sequence = excluded.sequence, beat_at = now(), read_at = NULL, stop_asked = false`;

const ASK_TO_STOP = `
  INSERT INTO answer_streams (answer_id, user_id, sequence, beat_at, stop_asked)
  SELECT id, user_id, 0, created_at, true FROM messages
  WHERE id = $1 AND user_id = $2 AND status = 'streaming'
  ON CONFLICT (answer_id) DO UPDATE SET stop_asked = true`;

/** For answers without a row yet, the moment they were accepted is their first sign of life. */
const LAST_BEAT = `coalesce(
  (SELECT beat_at FROM answer_streams WHERE answer_id = messages.id), messages.created_at)`;

const INTERRUPT_ALL = `
  UPDATE messages SET status = 'interrupted', finish_reason = 'interrupted', failure = $1::jsonb
  WHERE status = 'streaming' AND id <> ALL($2::uuid[])`;

const INTERRUPT_SILENT = `${INTERRUPT_ALL} AND ${LAST_BEAT} <= now() - $3 * interval '1 second'`;

/** Told of an answer whose process has died; as of any other that broke off, it may be gone on with. */
const DIED: MessageFailure = {
  code: 'process_died',
  message: 'The server broke off before the answer was done. What was kept of it is here.',
  retryable: true,
};

/**
 * Of `messages`: it is marked so, which whoever makes it knows better. A process that was cut off from the
 * database for a while gave others no sign of life.
 */
export const IS_THOUGHT_DEAD = `status = 'interrupted' AND failure->>'code' = '${DIED.code}'`;

const REVIVE = `
  WITH revived AS (
    UPDATE messages SET status = 'streaming', finish_reason = NULL, failure = NULL
    WHERE id = ANY($1) AND ${IS_THOUGHT_DEAD} RETURNING id, user_id
  )
  INSERT INTO answer_streams (answer_id, user_id, sequence, beat_at)
  SELECT id, user_id, 0, now() FROM revived
  ON CONFLICT (answer_id) DO UPDATE SET beat_at = now()
  RETURNING answer_id AS id`;

/** What processes on one database know of each other's running answers. */
@Injectable()
export class AnswerStreams {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Lets an answer that has ended be made on, in the caller's transaction. */
  async begin(
    manager: EntityManager,
    { answerId, userId, sequence }: Pick<Checkpoint, 'answerId' | 'userId' | 'sequence'>,
  ): Promise<void> {
    await manager.query(BEGIN, [answerId, userId, sequence]);
  }

  /** Keeps how far answers have come. @returns those that are still to be made. */
  save(checkpoints: readonly Checkpoint[]): Promise<Beat[]> {
    return this.database.query<Beat[]>(SAVE, [
      checkpoints.map(({ answerId }) => answerId),
      checkpoints.map(({ userId }) => userId),
      checkpoints.map(({ sequence }) => sequence),
      checkpoints.map(({ text }) => text),
      checkpoints.map(({ model }) => model),
      checkpoints.map(({ context }) => context && JSON.stringify(context)),
      READ_FOR,
    ]);
  }

  /** Says that answers are still being made. @returns those that are still to be made. */
  async beat(answerIds: readonly string[]): Promise<Beat[]> {
    const [rows] = await this.database.query<[Beat[], number]>(BEAT, [answerIds, READ_FOR]);
    return rows;
  }

  /** Takes it back that answers were marked as those of a dead process. @returns those that were. */
  async revive(answerIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(REVIVE, [answerIds]);
    return rows.map(({ id }) => id);
  }

  /** Which of these answers somebody has asked to stop, by way of another process. */
  async askedToStop(answerIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      'SELECT answer_id AS id FROM answer_streams WHERE stop_asked AND answer_id = ANY($1)',
      [answerIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Asks the process that makes an answer to stop; of one that has ended nothing changes. */
  async askToStop(userId: string, answerId: string): Promise<void> {
    await this.database.query(ASK_TO_STOP, [answerId, userId]);
  }

  /** Tells the process that makes an answer that somebody reads it. */
  async noteReader(answerId: string): Promise<void> {
    await this.database.query('UPDATE answer_streams SET read_at = now() WHERE answer_id = $1', [
      answerId,
    ]);
  }

  /** How the user's answer stands; undefined where there is none. */
  async look(
    userId: string,
    answerId: string,
    manager: EntityManager = this.database.manager,
  ): Promise<AnswerStream | undefined> {
    const found = await manager
      .createQueryBuilder(Message, 'message')
      .leftJoin('answer_streams', 'stream', 'stream.answer_id = message.id')
      .addSelect('coalesce(stream.sequence, 0)', 'sequence')
      .addSelect(
        `message.status = 'streaming'
           AND coalesce(stream.beat_at, message.created_at) > now() - :dead * interval '1 second'`,
        'alive',
      )
      .where("message.id = :answerId AND message.userId = :userId AND message.role = 'assistant'")
      .setParameters({ userId, answerId, dead: DEAD_AFTER })
      .getRawAndEntities<{ sequence: number; alive: boolean }>();
    const [answer] = found.entities;
    const [raw] = found.raw;
    return answer && raw && { answer, sequence: raw.sequence, isAlive: raw.alive };
  }

  /**
   * Marks answers as interrupted whose process gave no sign of life for `DEAD_AFTER`.
   * @param except those that the caller makes itself.
   * @returns how many there were.
   */
  interruptOrphans(except: readonly string[]): Promise<number> {
    return this.interrupt(INTERRUPT_SILENT, [except, DEAD_AFTER]);
  }

  /**
   * Marks all answers as interrupted, where nobody else can make any: whatever the clock says, which may
   * have been set back.
   * @param except those that the caller makes itself.
   * @returns how many there were.
   */
  interruptAll(except: readonly string[]): Promise<number> {
    return this.interrupt(INTERRUPT_ALL, [except]);
  }

  private async interrupt(statement: string, rest: readonly unknown[]): Promise<number> {
    const [, count] = await this.database.query<[unknown, number]>(statement, [
      JSON.stringify(DIED),
      ...rest,
    ]);
    return count;
  }
}
