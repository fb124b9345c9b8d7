import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type VectorPlace, VectorStore } from '../vectors/index.js';
import { ask, read } from './away.js';
import type { IndexTarget } from './memory-indexer.js';
import { NumberSet, numberWindows } from './number-windows.js';

/** What a comparison of rows and vectors found and mended, or left to be made anew. */
export interface Differences {
  /** Vectors in the store. */
  vectors: number;
  /** Vectors whose memory is gone: removed. */
  orphaned: number;
  /** Vectors that named another user than their memory: removed, and made anew. */
  foreign: number;
  /** Vectors that named another space, session, kind or time: made anew. */
  misplaced: number;
  /** Vectors that should have been there and were not: made anew. */
  lost: number;
}

interface Known extends VectorPlace {
  readonly number: number;
}

const KNOWN = `
  SELECT id AS "memoryId", number, user_id AS "userId", space_id AS "spaceId",
         session_id AS "sessionId", kind, at
  FROM memories WHERE id = ANY($1::uuid[])`;

/** Compares a collection of vectors with the rows, which are the only truth. */
@Injectable()
export class Comparison {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly store: VectorStore,
  ) {}

  /**
   * @param highest number of the newest memory that counts; younger ones may be on their way.
   * @throws {Error} one that `isAway` when the store cannot be used; the signal's reason.
   */
  async compare(target: IndexTarget, highest: number, signal: AbortSignal): Promise<Differences> {
    const found = { vectors: 0, orphaned: 0, foreign: 0, misplaced: 0, lost: 0 };
    const right = new NumberSet(highest);
    for await (const places of read(this.store.iterate(target, signal), signal))
      await this.check(target, places, right, found, signal);
    found.lost = await this.loseMissing(target.id, highest, right, signal);
    return found;
  }

  private async check(
    target: IndexTarget,
    places: readonly VectorPlace[],
    right: NumberSet,
    found: Differences,
    signal: AbortSignal,
  ): Promise<void> {
    const known = await this.known(places);
    const wrong: number[] = [];
    for (const place of new Map(places.map((each) => [each.memoryId, each])).values()) {
      found.vectors++;
      const memory = known.get(place.memoryId);
      if (memory?.userId !== place.userId) {
        await ask(
          (limit) => this.store.delete(target, place.userId, [place.memoryId], limit),
          signal,
        );
        if (memory) wrong.push(memory.number);
        found[memory ? 'foreign' : 'orphaned']++;
      } else if (!isIn(memory, place)) {
        wrong.push(memory.number);
        found.misplaced++;
      } else {
        right.add(memory.number);
      }
    }
    await this.unnote(target.id, wrong);
  }

  private async known(places: readonly VectorPlace[]): Promise<Map<string, Known>> {
    const ids = places.map(({ memoryId }) => memoryId);
    const rows = await this.database.query<Known[]>(KNOWN, [ids]);
    return new Map(rows.map((row) => [row.memoryId, row]));
  }

  /** @returns how many vectors were noted that the store does not have. */
  private async loseMissing(
    collectionId: number,
    highest: number,
    right: NumberSet,
    signal: AbortSignal,
  ): Promise<number> {
    let lost = 0;
    for (const { after, upTo } of numberWindows(highest)) {
      signal.throwIfAborted();
      const noted = await this.database.query<{ number: number }[]>(
        `SELECT memory_number AS number FROM memory_vectors
         WHERE collection_id = $1 AND failure IS NULL AND memory_number > $2 AND memory_number <= $3`,
        [collectionId, after, upTo],
      );
      const missing = noted.map(({ number }) => number).filter((number) => !right.has(number));
      await this.unnote(collectionId, missing);
      lost += missing.length;
    }
    return lost;
  }

  private async unnote(collectionId: number, numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return;
    await this.database.query(
      'DELETE FROM memory_vectors WHERE collection_id = $1 AND memory_number = ANY($2::integer[])',
      [collectionId, numbers],
    );
  }
}

const isIn = (memory: Known, place: VectorPlace): boolean =>
  memory.spaceId === place.spaceId &&
  memory.sessionId === place.sessionId &&
  memory.kind === place.kind &&
  memory.at.getTime() === place.at.getTime();
