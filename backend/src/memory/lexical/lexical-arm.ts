import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Hit, Question, RecallArm } from '../recall/recall-arm.js';
import { bm25Search } from './bm25-search.js';
import { CorpusStatistics } from './corpus-statistics.js';
import { termsOf } from './terms.js';

/** Query terms that are looked up, the first of the text. */
const MAX_LOOKED_UP = 256;

/** At 100,000 memories half of all queries stay below, and are exact; see decision 0009 for the others. */
const SEARCH = bm25Search({ postings: 10_000, candidates: 500 });

/** Finds memories by words: BM25, scored in the database. */
@Injectable()
export class LexicalArm implements RecallArm {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly statistics: CorpusStatistics,
  ) {}

  async find({ scope, text, sessionId }: Question, limit: number): Promise<readonly Hit[]> {
    const terms = [...new Set(termsOf(text))].slice(0, MAX_LOOKED_UP);
    if (terms.length === 0) return [];
    const { memories, averageLength } = await this.statistics.of(scope);
    if (memories === 0) return [];
    return this.database.query<Hit[]>(SEARCH, [
      scope.userId,
      scope.spaceId,
      terms,
      memories,
      averageLength,
      sessionId ?? null,
      limit,
    ]);
  }
}
