import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Scope } from '../../shared/index.js';
import type { MemoryKind } from '../memory.entity.js';
import type { MemorySource } from '../recalled-memory.js';
import type { Candidate } from './ranking.js';

/** Where a memory stands, before its text is read. */
export interface Placement extends Omit<Candidate, 'lexical'> {
  readonly messageId: string;
  /** Only of one whose key is short enough to repeat the query. */
  readonly text: string | null;
}

/** A memory with its text and its source. */
export interface MemoryRow extends MemorySource {
  readonly memoryId: string;
  readonly kind: MemoryKind;
  readonly text: string;
  readonly at: Date;
  readonly number: number;
  readonly speaker: string | null;
}

/**
 * The rows are found by id first and filtered then: a planner that knows no figures yet would
 * otherwise walk through all memories of the user. Parameters: ids, user, space or null.
 */
const OWN = (and: string): string => `
  WITH found AS MATERIALIZED (SELECT * FROM memories WHERE id = ANY ($1::uuid[])),
  memory AS MATERIALIZED (
    SELECT * FROM found
    WHERE user_id = $2 AND ($3::uuid IS NULL OR space_id = $3::uuid) ${and}
  )`;

/** More parameters: longest key whose text is wanted, session or null. */
const PLACEMENTS = `
  ${OWN('AND ($5::uuid IS NULL OR session_id = $5::uuid)')}
  SELECT memory.id AS "memoryId", session_id AS "sessionId", number, message_id AS "messageId",
    (SELECT id FROM memories
      WHERE user_id = $2 AND session_id = memory.session_id AND number < memory.number
      ORDER BY number DESC LIMIT 1) AS "previousId",
    (SELECT id FROM memories
      WHERE user_id = $2 AND session_id = memory.session_id AND number > memory.number
      ORDER BY number LIMIT 1) AS "nextId",
    coalesce((SELECT role FROM messages WHERE user_id = $2 AND parent_id = memory.message_id LIMIT 1)
      = 'assistant', false) AS answered,
    CASE WHEN length <= $4 THEN text END AS text
  FROM memory`;

/** A foreign key keeps message and session the same user's as the memory. */
const ROWS = `
  ${OWN('')}
  SELECT memory.id AS "memoryId", memory.kind, memory.text, memory.at, memory.number, memory.speaker,
    memory.message_id AS "messageId", message.external_id AS "externalId", message.role,
    memory.session_id AS "sessionId", coalesce(session.title, 'New chat') AS "sessionTitle",
    session.external_id AS "sessionExternalId"
  FROM memory
  JOIN messages AS message ON message.id = memory.message_id
  JOIN sessions AS session ON session.id = memory.session_id`;

/** Reads memories. Whatever an arm says, only rows of the right user and space come out. */
@Injectable()
export class MemoryRows {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @param maxKeyLength texts of memories with a longer key are not read. */
  placements(
    ids: readonly string[],
    { userId, spaceId }: Scope,
    maxKeyLength: number,
    sessionId: string | undefined,
  ): Promise<Placement[]> {
    return this.database.query(PLACEMENTS, [ids, userId, spaceId, maxKeyLength, sessionId ?? null]);
  }

  /** @param spaceId undefined: of any of the user's spaces. */
  async read(
    ids: readonly string[],
    userId: string,
    spaceId: string | undefined,
  ): Promise<Map<string, MemoryRow>> {
    const rows = await this.database.query<MemoryRow[]>(ROWS, [ids, userId, spaceId ?? null]);
    return new Map(rows.map((row) => [row.memoryId, row]));
  }
}
