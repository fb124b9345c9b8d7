import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { planKept } from '../../database/index.js';
import type { Scope } from '../../shared/index.js';

/** What BM25 must know of all memories of a space. */
export interface Corpus {
  /** The space's short key in the index. */
  readonly spaceNumber: number;
  readonly memories: number;
  readonly averageLength: number;
  /** In how many memories each of the asked terms stands, in their order. */
  readonly documents: readonly number[];
}

/** Spaces, and terms of one, whose figures are kept, the least recently read dropped first. */
const MAX_SPACES = 1_000;
const MAX_TERMS = 1_000;
/** Up to so many rows are counted each time, which takes less than a millisecond. */
const SMALL = 2_000;
/**
 * Milliseconds that figures are good for, a row. Counting 100,000 takes 20 ms, so it is done every 17
 * minutes; figures that are off by some percent move every word's weight alike.
 */
const LIFETIME_PER_ROW = 10;

/** The lateral joins are no more than a place to count: a space without memories has its row, too. */
const COUNT = planKept(`
  SELECT space.number AS "spaceNumber", whole.memories, whole.length, ARRAY(
    SELECT (
      SELECT count(*)::integer FROM memory_terms
      WHERE space_number = space.number AND memory_terms.term = asked.term
    )
    FROM unnest($3::text[]) WITH ORDINALITY AS asked (term, place) ORDER BY place
  ) AS documents
  FROM (SELECT number FROM spaces WHERE user_id = $1 AND id = $2) AS space
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS memories, avg(length)::float8 AS length
    FROM memories WHERE $4 AND user_id = $1 AND space_id = $2
  ) AS whole`);

interface Row {
  readonly spaceNumber: number;
  readonly memories: number;
  readonly length: number | null;
  readonly documents: readonly number[];
}

/** Counts what there is in a space, seldom where that is slow. */
@Injectable()
export class CorpusStatistics {
  private readonly known = new Map<string, Known>();

  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @returns undefined where the user has no such space. */
  async of({ userId, spaceId }: Scope, terms: readonly string[]): Promise<Corpus | undefined> {
    const key = `${userId}/${spaceId}`;
    const kept = this.known.get(key) ?? new Known();
    const missing = terms.filter((term) => kept.documents(term) === undefined);
    const [row] =
      kept.whole && missing.length === 0
        ? []
        : await this.database.query<Row[]>(COUNT, [userId, spaceId, missing, !kept.whole]);
    const whole = kept.whole ?? row;
    if (!whole) return undefined;
    const counted = new Map(missing.map((term, index) => [term, row?.documents[index] ?? 0]));
    const documents = terms.map((term) => counted.get(term) ?? kept.documents(term) ?? 0);
    kept.note(whole, counted);
    this.keep(key, kept);
    const { spaceNumber, memories, length } = whole;
    return { spaceNumber, memories, averageLength: length ?? 1, documents };
  }

  private keep(key: string, kept: Known): void {
    this.known.delete(key);
    this.known.set(key, kept);
    const oldest = this.known.keys().next().value;
    if (this.known.size > MAX_SPACES && oldest !== undefined) this.known.delete(oldest);
  }
}

type Whole = Omit<Row, 'documents'>;

/** What is known of one space, for as long as it is good. */
class Known {
  private counted: { readonly whole: Whole; readonly until: number } | undefined;
  private readonly terms = new Map<
    string,
    { readonly documents: number; readonly until: number }
  >();

  get whole(): Whole | undefined {
    return this.counted && this.counted.until > Date.now() ? this.counted.whole : undefined;
  }

  documents(term: string): number | undefined {
    const known = this.terms.get(term);
    return known && known.until > Date.now() ? known.documents : undefined;
  }

  note(whole: Whole, counted: ReadonlyMap<string, number>): void {
    if (!this.whole) this.counted = { whole, until: goodUntil(whole.memories) };
    for (const [term, documents] of counted) {
      if (documents <= SMALL) continue;
      if (this.terms.size === MAX_TERMS) this.terms.clear();
      this.terms.set(term, { documents, until: goodUntil(documents) });
    }
  }
}

const goodUntil = (rows: number): number =>
  Date.now() + (rows <= SMALL ? 0 : rows * LIFETIME_PER_ROW);
