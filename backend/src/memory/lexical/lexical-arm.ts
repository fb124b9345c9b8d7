import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { planKept } from '../../database/index.js';
import type { Question } from '../recall/recall-arm.js';
import { askingWeight } from './asking-words.js';
import { bm25Search, type WordHit } from './bm25-search.js';
import { type Corpus, CorpusStatistics } from './corpus-statistics.js';
import { scorePostings } from './score-postings.js';
import { termsOf } from './terms.js';

/** Query terms that are looked up, the first of the text. */
const MAX_LOOKED_UP = 256;
/** Terms that count, the rarest of the query. */
const MAX_TERMS = 32;
/**
 * Postings that are scored, rarest terms first: the rest only adds to the score of the best candidates
 * by then. Above this, a term is so common that it seldom makes a candidate by itself. Within one
 * session there is no limit. At 100,000 memories half of all queries stay below, and are exact; see
 * decision 0009 for the others.
 */
const MAX_POSTINGS = 10_000;
/** Postings that are not at hand, up to which they are read; more are too many to be sent over. */
const FEW_POSTINGS = 20_000;
/** Postings at hand up to which all are scored here, which takes 10 ms. */
const MOST_AT_HAND = 400_000;
const SEARCH = planKept(bm25Search(500));

/** A term of the query. */
export interface WeighedTerm {
  readonly term: string;
  /** How much it tells: its inverse document frequency, less where it is only part of the asking. */
  readonly weight: number;
  /** In how many memories of the space it stands. */
  readonly documents: number;
}

/** What was found by words. */
export interface WordFinding {
  /** Best first; those for `standing` instructions stand apart. */
  readonly hits: readonly WordHit[];
  readonly standing: readonly WordHit[];
  /** All terms of the query, those in no memory too, in its order. */
  readonly terms: readonly WeighedTerm[];
  /** Memories in the space. */
  readonly memories: number;
}

const NOTHING: WordFinding = { hits: [], standing: [], terms: [], memories: 0 };

/** Finds memories by words: BM25, scored in the database unless the postings are few, or at hand. */
@Injectable()
export class LexicalArm {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly statistics: CorpusStatistics,
  ) {}

  /** @returns at most `limit` hits of the scope. */
  async find({ scope, text, sessionId }: Question, limit: number): Promise<WordFinding> {
    const asked = [...new Set(termsOf(text))].slice(0, MAX_LOOKED_UP);
    const few = sessionId === undefined ? FEW_POSTINGS : 0;
    const corpus = await this.statistics.of(scope, asked, few);
    if (!corpus || corpus.memories === 0) return NOTHING;
    const terms = weigh(asked, corpus);
    const { making, adding } = divide(terms, sessionId === undefined ? MAX_POSTINGS : Infinity);
    const all = [...making, ...adding];
    const isAtHand = all.reduce((sum, { documents }) => sum + documents, 0) <= MOST_AT_HAND;
    const found =
      isAtHand && corpus.postings
        ? scorePostings(corpus.postings, all, corpus.averageLength, limit)
        : await this.search({ corpus, making, adding }, sessionId, limit);
    const [standing = [], hits = []] = [true, false].map((kind) =>
      found.filter((hit) => hit.standing === kind).sort(bestThenNewest),
    );
    return { hits, standing, terms, memories: corpus.memories };
  }

  private search(
    { corpus, making, adding }: Weighed,
    sessionId: string | undefined,
    limit: number,
  ): Promise<readonly WordHit[]> {
    return this.database.query<WordHit[]>(SEARCH, [
      corpus.spaceNumber,
      making.map(({ term }) => term),
      making.map(({ weight }) => weight),
      adding.map(({ term }) => term),
      adding.map(({ weight }) => weight),
      corpus.averageLength,
      sessionId ?? null,
      limit,
    ]);
  }
}

/** The terms of a query by what they do, in what they are looked for. */
interface Weighed {
  readonly corpus: Corpus;
  readonly making: readonly WeighedTerm[];
  readonly adding: readonly WeighedTerm[];
}

function weigh(asked: readonly string[], { memories, documents }: Corpus): WeighedTerm[] {
  return asked.map((term, index) => {
    const count = documents[index] ?? 0;
    return {
      term,
      documents: count,
      weight: inverseFrequency(count, memories) * askingWeight(term),
    };
  });
}

/** How much a term tells that stands in so many of all memories; the counts may be of different times. */
export const inverseFrequency = (documents: number, memories: number): number =>
  Math.log(1 + (Math.max(memories, documents) - documents + 0.5) / (documents + 0.5));

/** The terms that make candidates, rarest first, and those too common for that. */
function divide(terms: readonly WeighedTerm[], postings: number) {
  const rarest = terms
    .filter(({ documents }) => documents > 0)
    .sort((one, other) => one.documents - other.documents || (one.term < other.term ? -1 : 1))
    .slice(0, MAX_TERMS);
  let rarer = 0;
  const made = rarest.findIndex(({ documents }) => {
    const full = rarer >= postings;
    rarer += documents;
    return full;
  });
  const end = made === -1 ? rarest.length : made;
  return { making: rarest.slice(0, end), adding: rarest.slice(end) };
}

const bestThenNewest = (one: WordHit, other: WordHit): number =>
  other.score - one.score || other.number - one.number;
