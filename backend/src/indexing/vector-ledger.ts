import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { VectorPlace } from '../vectors/index.js';
import type { EmbeddedMemory } from './document-text.js';

/** A memory as its vector is made of it. */
export interface MemoryToIndex extends VectorPlace, EmbeddedMemory {
  /** Its number in `memories`. */
  readonly number: number;
}

type Row = Omit<MemoryToIndex, 'previous'> & {
  readonly previousText: string | null;
  readonly previousSpeaker: string | null;
};

/**
 * Of a session, those before the last one asked for come first when they have no vector yet: as many as
 * are asked for, and this many more. Their jobs may wait for another attempt.
 */
const LOOK_BACK = 100;

const WAITING = `
  WITH asked AS (
    SELECT number, session_id FROM memories WHERE id = ANY($2::uuid[])
  ), earlier AS (
    SELECT before.number
    FROM (
      SELECT session_id, max(number) AS last, count(*) AS count FROM asked GROUP BY session_id
    ) AS sessions
    CROSS JOIN LATERAL (
      SELECT number FROM memories
      WHERE session_id = sessions.session_id AND number < sessions.last
      ORDER BY number DESC LIMIT CASE WHEN $3 > 0 THEN sessions.count + $3 ELSE 0 END
    ) AS before
  ), wanted AS (
    SELECT number, true AS asked FROM asked UNION ALL SELECT number, false FROM earlier
  )
  SELECT wanted.number FROM wanted
  LEFT JOIN memory_vectors ON memory_number = wanted.number AND collection_id = $1
  WHERE memory_number IS NULL OR (failure IS NOT NULL AND wanted.asked)
  GROUP BY wanted.number ORDER BY wanted.number`;

const READ = `
  SELECT memories.id AS "memoryId", memories.number, memories.user_id AS "userId",
         memories.space_id AS "spaceId", memories.session_id AS "sessionId", memories.kind,
         memories.at, memories.text, memories.speaker,
         previous.text AS "previousText", previous.speaker AS "previousSpeaker"
  FROM memories
  LEFT JOIN LATERAL (
    SELECT text, speaker FROM memories AS before
    WHERE memories.speaker IS NOT NULL
      AND before.session_id = memories.session_id AND before.number < memories.number
    ORDER BY before.number DESC LIMIT 1
  ) AS previous ON true
  WHERE memories.number = ANY($1::integer[])
  ORDER BY memories.number`;

// The lock holds a move or a deletion of these memories up, which then finds what is noted here.
const NOTE = `
  WITH given AS (
    SELECT * FROM unnest($2::integer[], $3::uuid[], $4::uuid[]) AS given (number, space_id, session_id)
  ), alive AS (
    SELECT memories.number,
           (memories.space_id, memories.session_id) = (given.space_id, given.session_id) AS in_place
    FROM memories JOIN given ON given.number = memories.number
    ORDER BY memories.number FOR SHARE OF memories
  ), noted AS (
    INSERT INTO memory_vectors (collection_id, memory_number)
    SELECT $1, number FROM alive WHERE in_place
    ON CONFLICT (memory_number, collection_id) DO UPDATE SET failure = NULL
  )
  SELECT number FROM alive`;

/** Which memories have their vector in which collection, and what the others' is to be made of. */
@Injectable()
export class VectorLedger {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Numbers of those memories that have no vector yet, rising.
   * @param inOrder with those said shortly before in the same sessions, so that none overtakes them.
   */
  async waiting(
    collectionId: number,
    memoryIds: readonly string[],
    inOrder: boolean,
  ): Promise<number[]> {
    const lookBack = inOrder ? LOOK_BACK : 0;
    const rows = await this.database.query<{ number: number }[]>(WAITING, [
      collectionId,
      memoryIds,
      lookBack,
    ]);
    return rows.map(({ number }) => number);
  }

  /** The memories of these numbers, rising; without those that are gone. */
  async read(numbers: readonly number[]): Promise<MemoryToIndex[]> {
    const rows = await this.database.query<Row[]>(READ, [numbers]);
    return rows.map(({ previousText, previousSpeaker, ...row }) => ({
      ...row,
      previous: previousText === null ? null : { text: previousText, speaker: previousSpeaker },
    }));
  }

  /**
   * Takes note that these memories have their vectors. One that was moved meanwhile is not noted: its
   * vector is for the wrong place.
   * @returns those that are gone, whose vectors must go too.
   */
  async note<Memory extends MemoryToIndex>(
    collectionId: number,
    memories: readonly Memory[],
  ): Promise<Memory[]> {
    const rows = await this.database.query<{ number: number }[]>(NOTE, [
      collectionId,
      memories.map(({ number }) => number),
      memories.map(({ spaceId }) => spaceId),
      memories.map(({ sessionId }) => sessionId),
    ]);
    const alive = new Set(rows.map(({ number }) => number));
    return memories.filter(({ number }) => !alive.has(number));
  }

  /** Takes note that a memory gets no vector, and why. */
  async noteFailure(collectionId: number, memoryId: string, failure: string): Promise<void> {
    await this.database.query(
      `INSERT INTO memory_vectors (collection_id, memory_number, failure)
       SELECT $1, number, $3 FROM memories WHERE id = $2 FOR SHARE
       ON CONFLICT (memory_number, collection_id) DO UPDATE SET failure = $3`,
      [collectionId, memoryId, failure],
    );
  }
}
