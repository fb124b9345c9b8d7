import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** An import that is not done. */
export interface RunningImport {
  readonly id: string;
}

/** Memories of one import that are looked at in one go. */
const WINDOW = 1_000;

/** Which memories of imports have no vector yet. */
@Injectable()
export class PendingRows {
  /** By import, the number up to which memories were looked at. */
  private readonly looked = new Map<string, number>();

  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Imports of which something is taken in, or waits for its vector. */
  running(): Promise<RunningImport[]> {
    return this.database.query(
      `SELECT id FROM imports WHERE state IN ('importing', 'indexing') ORDER BY created_at`,
    );
  }

  /** Strikes off memories that have their vector in the collection, or are gone; some at a time. */
  async strikeOff(importId: string, collectionId: number): Promise<void> {
    const after = this.looked.get(importId) ?? 0;
    const [{ looked, last }] = await this.database.query<[{ looked: number; last: number | null }]>(
      STRIKE_OFF,
      [importId, collectionId, after, WINDOW],
    );
    if (looked < WINDOW) this.looked.delete(importId);
    else this.looked.set(importId, last ?? 0);
  }

  /** Strikes off all of them: there are no vectors here. */
  async strikeOffAll(importId: string): Promise<void> {
    await this.database.query('DELETE FROM import_memories WHERE import_id = $1', [importId]);
  }

  /**
   * Notes what an import waits for, and ends it once all its lines are taken in, none of its memories
   * is without its vector, and searches use these vectors.
   */
  async note(importId: string, isSearched: boolean, degraded: readonly string[]): Promise<void> {
    await this.database.query(NOTE, [importId, isSearched, degraded]);
  }
}

const STRIKE_OFF = `
  WITH looked AS (
    SELECT memory_number FROM import_memories
    WHERE import_id = $1 AND memory_number > $3
    ORDER BY memory_number LIMIT $4
  ), struck AS (
    DELETE FROM import_memories pending USING looked
    WHERE pending.import_id = $1 AND pending.memory_number = looked.memory_number AND (
      EXISTS (
        SELECT FROM memory_vectors vector
        WHERE vector.memory_number = looked.memory_number AND vector.collection_id = $2
      )
      OR NOT EXISTS (SELECT FROM memories WHERE memories.number = looked.memory_number)
    )
  )
  SELECT count(*)::integer AS looked, max(memory_number) AS last FROM looked`;

const NOTE = `
  WITH import AS (
    SELECT id, error, state = 'indexing' AND $2::boolean
      AND NOT EXISTS (SELECT FROM import_memories WHERE import_id = $1) AS is_over
    FROM imports WHERE id = $1 AND state IN ('importing', 'indexing')
  )
  UPDATE imports SET
    degraded = $3,
    state = CASE
      WHEN NOT is_over THEN state
      WHEN import.error IS NULL THEN 'done' ELSE 'failed'
    END,
    updated_at = now()
  FROM import
  WHERE imports.id = import.id AND (is_over OR degraded <> $3::text[])`;
