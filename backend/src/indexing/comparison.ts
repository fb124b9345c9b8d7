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

/** What a comparison has seen so far. */
interface Seen {
  /** Numbers of memories whose vectors are right. */
  readonly right: NumberSet;
  /** Memories whose vectors are not. */
  readonly wrong: Set<string>;
  readonly found: Differences;
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
    const wrong = new Set<string>();
    for await (const places of read(this.store.iterate(target, signal), signal))
      await this.check(target, places, { right, wrong, found }, signal);
    found.lost = await this.loseMissing(target.id, highest, right, signal);
    return found;
  }

  private async check(
    target: IndexTarget,
    places: readonly VectorPlace[],
    { right, wrong, found }: Seen,
    signal: AbortSignal,
  ): Promise<void> {
    const known = await this.known(places);
    const anew: number[] = [];
    for (const place of places) {
      const memory = known.get(place.memoryId);
      // A store may show one twice.
      if (wrong.has(place.memoryId) || (memory && right.has(memory.number))) continue;
      found.vectors++;
      if (memory && isRight(memory, place)) {
        right.add(memory.number);
        continue;
      }
      wrong.add(place.memoryId);
      if (memory) anew.push(memory.number);
      if (memory?.userId === place.userId) found.misplaced++;
      else {
        const { userId, memoryId } = place;
        await ask((limit) => this.store.delete(target, userId, [memoryId], limit), signal);
        found[memory ? 'foreign' : 'orphaned']++;
      }
    }
    await this.unnote(target.id, anew);
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

const isRight = (memory: Known, place: VectorPlace): boolean =>
  memory.userId === place.userId &&
  memory.spaceId === place.spaceId &&
  memory.sessionId === place.sessionId &&
  memory.kind === place.kind &&
  memory.at.getTime() === place.at.getTime();
