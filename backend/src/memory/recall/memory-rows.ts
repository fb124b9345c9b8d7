import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { planKept } from '../../database/index.js';
import { Gathered, type Scope, together } from '../../shared/index.js';
import type { MemoryKind } from '../memory.entity.js';

/** Where a memory stands, before its text is read. */
export interface Placement {
  readonly memoryId: string;
  readonly number: number;
  readonly sessionId: string;
  readonly messageId: string;
  readonly previous: number | null;
  /** Looked up among people only: elsewhere it gives the turn before too little. */
  readonly next: number | null;
  readonly speaker: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Only of one whose key is short enough to repeat the query. */
  readonly text: string | null;
}

/** A memory with its text and its source. */
export interface MemoryRow {
  readonly memoryId: string;
  readonly number: number;
  readonly kind: MemoryKind;
  readonly text: string;
  readonly at: Date;
  readonly speaker: string | null;
  readonly messageId: string;
  readonly externalId: string | null;
  readonly role: 'user' | 'assistant';
  readonly sessionId: string;
  readonly sessionTitle: string;
  readonly sessionExternalId: string | null;
  /** What the assistant answered first, its start; null where nobody did, or it was not asked for. */
  readonly reply: string | null;
  readonly replyMessageId: string | null;
  readonly replyExternalId: string | null;
}

/** What to look for: memories by number, by id, or both. */
export interface Found {
  readonly numbers: readonly number[];
  readonly ids: readonly string[];
}

/** Characters of an answer that are looked through for what speaks to the query. */
const REPLY = 4_000;

/**
 * The rows are found by number or id first and filtered then: a planner that knows no figures yet would
 * otherwise walk through all memories of the user. Parameters: numbers, ids, user, space or null.
 */
const OWN = (and: string): string => `
  WITH found AS MATERIALIZED (
    SELECT * FROM memories WHERE number = ANY ($1::integer[])
    UNION ALL
    SELECT * FROM memories WHERE id = ANY ($2::uuid[]) AND NOT number = ANY ($1::integer[])
  ),
  memory AS MATERIALIZED (
    SELECT * FROM found
    WHERE user_id = $3 AND ($4::uuid IS NULL OR space_id = $4::uuid) ${and}
  )`;

/** More parameters: session or null, longest key whose text is wanted, when a memory must still hold. */
const PLACEMENTS = planKept(`
  ${OWN(`AND ($5::uuid IS NULL OR session_id = $5::uuid)
      AND (valid_until IS NULL OR valid_until > $7)`)}
  SELECT id AS "memoryId", number, session_id AS "sessionId", message_id AS "messageId", speaker,
    (extract(epoch FROM at) * 1000)::float8 AS at,
    (SELECT number FROM memories
      WHERE session_id = memory.session_id AND number < memory.number
      ORDER BY number DESC LIMIT 1) AS previous,
    CASE WHEN speaker IS NOT NULL THEN (SELECT number FROM memories
      WHERE session_id = memory.session_id AND number > memory.number
      ORDER BY number LIMIT 1) END AS next,
    CASE WHEN length <= $6 THEN text END AS text, length, valid_until AS "validUntil"
  FROM memory`);

/**
 * A foreign key keeps message and session the same user's as the memory. What was answered without a
 * model only quotes memories. More parameters: longest text whose answer is wanted.
 */
const ROWS = planKept(`
  ${OWN('')}
  SELECT memory.id AS "memoryId", memory.kind, memory.text, memory.at, memory.number, memory.speaker,
    memory.message_id AS "messageId", message.external_id AS "externalId", message.role,
    memory.session_id AS "sessionId", coalesce(session.title, 'New chat') AS "sessionTitle",
    session.external_id AS "sessionExternalId", left(reply.text, ${REPLY}) AS reply,
    reply.id AS "replyMessageId", reply.external_id AS "replyExternalId"
  FROM memory
  JOIN messages AS message ON message.id = memory.message_id
  JOIN sessions AS session ON session.id = memory.session_id
  LEFT JOIN LATERAL (
    SELECT id, text, external_id FROM messages
    WHERE parent_id = memory.message_id AND user_id = memory.user_id
      AND role = 'assistant' AND status = 'complete' AND (model IS NOT NULL OR context IS NULL)
      AND ($5::integer IS NULL OR length(memory.text) <= $5::integer)
    ORDER BY created_at, id LIMIT 1
  ) AS reply ON memory.speaker IS NULL`);

/** How placements are wanted. */
export interface PlacementLimits {
  /** Undefined: in any session. */
  readonly sessionId: string | undefined;
  /** Texts of memories with a longer key are not read. */
  readonly maxKeyLength: number;
  /** What did not hold any more by then is left out. */
  readonly at: Date;
}

interface PlacementAsk extends PlacementLimits {
  readonly found: Found;
  readonly scope: Scope;
}

type PlacementRow = Placement & { readonly length: number; readonly validUntil: Date | null };

interface RowAsk {
  readonly found: Found;
  readonly userId: string;
  readonly spaceId: string | undefined;
  readonly repliesUpTo: number | undefined;
}

/** Recalls whose rows are read together. */
const AT_ONCE = 32;

/**
 * Reads memories. Whatever an arm says, only rows of the right user and space come out. Recalls of one
 * space that come at the same time share a statement: what they look at is mostly the same.
 */
@Injectable()
export class MemoryRows {
  private readonly placing = new Gathered(
    (asks: readonly PlacementAsk[]) =>
      together(
        asks,
        ({ scope: { userId, spaceId }, sessionId = '' }) => `${userId}/${spaceId}/${sessionId}`,
        (group) => this.place(group),
      ),
    { most: AT_ONCE },
  );
  private readonly reading = new Gathered(
    (asks: readonly RowAsk[]) =>
      together(
        asks,
        ({ userId, spaceId = '', repliesUpTo = '' }) => `${userId}/${spaceId}/${repliesUpTo}`,
        (group) => this.readTogether(group),
      ),
    { most: AT_ONCE },
  );

  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Where memories stand. */
  placements(found: Found, scope: Scope, limits: PlacementLimits): Promise<Placement[]> {
    return this.placing.ask({ found, scope, ...limits });
  }

  /**
   * @param spaceId undefined: of any of the user's spaces.
   * @param repliesUpTo answers are read of memories whose text is no longer; undefined: of all.
   */
  read(
    found: Found,
    { userId, spaceId }: { userId: string; spaceId: string | undefined },
    repliesUpTo: number | undefined,
  ): Promise<MemoryRow[]> {
    return this.reading.ask({ found, userId, spaceId, repliesUpTo });
  }

  /** @param asks of one user, space and session. */
  private async place(asks: readonly PlacementAsk[]): Promise<Placement[][]> {
    const { numbers, ids } = unionOf(asks);
    const [first] = asks;
    const rows = await this.database.query<PlacementRow[]>(PLACEMENTS, [
      numbers,
      ids,
      first?.scope.userId,
      first?.scope.spaceId,
      first?.sessionId ?? null,
      Math.max(...asks.map(({ maxKeyLength }) => maxKeyLength)),
      new Date(Math.min(...asks.map(({ at }) => at.getTime()))),
    ]);
    const wanted = wantedOf(rows, asks);
    return asks.map(({ maxKeyLength, at }, index) =>
      (wanted[index] ?? [])
        .filter(({ validUntil }) => validUntil === null || validUntil > at)
        .map((row) =>
          row.length > maxKeyLength && row.text !== null ? { ...row, text: null } : row,
        ),
    );
  }

  /** @param asks of one user and space, with answers of the same length. */
  private async readTogether(asks: readonly RowAsk[]): Promise<MemoryRow[][]> {
    const { numbers, ids } = unionOf(asks);
    const [first] = asks;
    const rows = await this.database.query<MemoryRow[]>(ROWS, [
      numbers,
      ids,
      first?.userId,
      first?.spaceId ?? null,
      first?.repliesUpTo ?? null,
    ]);
    return wantedOf(rows, asks);
  }
}

function unionOf(asks: readonly { readonly found: Found }[]): Found {
  const [only] = asks;
  if (only && asks.length === 1) return only.found;
  return {
    numbers: [...new Set(asks.flatMap(({ found }) => found.numbers))],
    ids: [...new Set(asks.flatMap(({ found }) => found.ids))],
  };
}

/** Of the rows that were read for all, those of each. */
function wantedOf<Row extends { readonly number: number; readonly memoryId: string }>(
  rows: readonly Row[],
  asks: readonly { readonly found: Found }[],
): Row[][] {
  if (asks.length === 1) return [[...rows]];
  return asks.map(({ found }) => {
    const numbers = new Set(found.numbers);
    const ids = new Set(found.ids);
    return rows.filter(({ number, memoryId }) => numbers.has(number) || ids.has(memoryId));
  });
}
