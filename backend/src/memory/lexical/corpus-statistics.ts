import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Scope } from '../../shared/index.js';

/** What BM25 must know of all memories of a space. */
export interface Corpus {
  readonly memories: number;
  readonly averageLength: number;
}

/** Spaces whose figures are kept, the least recently read dropped first. */
const MAX_SPACES = 1_000;
/** Up to so many memories they are counted each time, which takes less than a millisecond. */
const SMALL = 2_000;
/**
 * Milliseconds that figures are good for, a memory. Counting 100,000 takes 20 ms, so it is done every
 * 17 minutes; figures that are off by some percent move every word's weight alike.
 */
const LIFETIME_PER_MEMORY = 10;

/** Counts the memories of a space, seldom where that is slow. */
@Injectable()
export class CorpusStatistics {
  private readonly known = new Map<string, Corpus & { readonly until: number }>();

  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async of({ userId, spaceId }: Scope): Promise<Corpus> {
    const key = `${userId}/${spaceId}`;
    const kept = this.known.get(key);
    this.known.delete(key);
    const corpus = kept && kept.until > Date.now() ? kept : await this.count(userId, spaceId);
    this.known.set(key, corpus);
    const oldest = this.known.keys().next().value;
    if (this.known.size > MAX_SPACES && oldest !== undefined) this.known.delete(oldest);
    return corpus;
  }

  private async count(userId: string, spaceId: string) {
    const [row] = await this.database.query<[{ memories: number; length: number | null }]>(
      `SELECT count(*)::integer AS memories, avg(length)::float8 AS length
       FROM memories WHERE user_id = $1 AND space_id = $2`,
      [userId, spaceId],
    );
    const { memories } = row;
    const lifetime = memories <= SMALL ? 0 : memories * LIFETIME_PER_MEMORY;
    return { memories, averageLength: row.length ?? 1, until: Date.now() + lifetime };
  }
}
