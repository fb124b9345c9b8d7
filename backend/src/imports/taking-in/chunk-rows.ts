import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { FAILURES_LISTED, type LineFailure } from '../line-failure.js';

/** Lines of an import that wait to be taken in. */
export interface WaitingChunk {
  readonly importId: string;
  readonly userId: string;
  readonly firstLine: number;
  readonly bytes: Buffer;
}

/** What became of a chunk's lines. */
export interface ChunkOutcome {
  /** Lines in it. */
  readonly lines: number;
  /** How many of them are messages now, or were. */
  readonly messages: number;
  readonly failures: readonly LineFailure[];
  readonly shortened: number;
  readonly unremembered: number;
  /** Messages whose memories are to be found by meaning, too. */
  readonly messageIds: readonly string[];
  /** Spaces that its messages are in. */
  readonly spaceIds: readonly string[];
}

/** What waits, and what became of it. */
@Injectable()
export class ChunkRows {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** The next lines of the oldest import of each of some users. */
  next(): Promise<WaitingChunk[]> {
    return this.database.query(NEXT);
  }

  /** Holds an import for the transaction. @returns whether the chunk is still its next one. */
  async hold(manager: EntityManager, { importId, firstLine }: WaitingChunk): Promise<boolean> {
    const held = await manager.query<unknown[]>(
      `SELECT 1 FROM imports WHERE id = $1 AND state = 'importing' AND taken = $2 FOR UPDATE`,
      [importId, firstLine - 1],
    );
    return held.length > 0;
  }

  /** Notes what became of a chunk, in the transaction that made it so. */
  async settle(
    manager: EntityManager,
    { importId, firstLine }: WaitingChunk,
    outcome: ChunkOutcome,
  ): Promise<void> {
    await manager.query(SETTLE, [
      importId,
      firstLine,
      outcome.lines,
      outcome.messages,
      outcome.failures.map(({ line }) => line),
      outcome.failures.map(({ code }) => code),
      outcome.failures.map(({ message }) => message),
      outcome.shortened,
      outcome.unremembered,
      outcome.messageIds,
      outcome.spaceIds,
    ]);
  }
}

/** Users whose chunks are read at once; those who waited longest come first. */
const USERS = 4;

const NEXT = `
  SELECT import.id AS "importId", import.user_id AS "userId", chunk.first_line AS "firstLine", chunk.bytes
  FROM (
    SELECT DISTINCT ON (user_id) id, user_id, taken, updated_at FROM imports
    WHERE state = 'importing' AND taken < lines
    ORDER BY user_id, created_at, id
  ) AS import
  JOIN import_chunks chunk ON chunk.import_id = import.id AND chunk.first_line = import.taken + 1
  ORDER BY import.updated_at LIMIT ${USERS}`;

const SETTLE = `
  WITH taken AS (
    DELETE FROM import_chunks WHERE import_id = $1 AND first_line = $2
  ), import AS (
    UPDATE imports SET
      taken = taken + $3, messages = messages + $4, failures = failures + cardinality($5::integer[]),
      shortened = shortened + $8, unremembered = unremembered + $9, updated_at = now(),
      state = CASE WHEN taken + $3 >= lines THEN 'indexing' ELSE state END
    WHERE id = $1 RETURNING id, user_id, failures
  ), noted AS (
    INSERT INTO import_failures (import_id, line, code, message)
    SELECT import.id, failure.line, failure.code, failure.message
    FROM import CROSS JOIN unnest($5::integer[], $6::text[], $7::text[]) AS failure (line, code, message)
    WHERE import.failures <= ${FAILURES_LISTED}
  ), placed AS (
    INSERT INTO import_spaces (import_id, space_id)
    SELECT $1::uuid, space.id FROM unnest($11::uuid[]) AS space (id) ON CONFLICT DO NOTHING
  )
  INSERT INTO import_memories (import_id, memory_number)
  SELECT import.id, memories.number
  FROM import JOIN memories ON memories.user_id = import.user_id AND memories.message_id = ANY ($10::uuid[])
  ON CONFLICT DO NOTHING`;
