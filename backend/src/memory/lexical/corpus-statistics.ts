import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { planKept } from '../../database/index.js';
import { Gathered, type Scope } from '../../shared/index.js';

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

/** What is to be counted of a space. */
interface Count extends Scope {
  readonly terms: readonly string[];
  /** Whether its memories are, too. */
  readonly whole: boolean;
}

interface Counted extends Row {
  readonly byTerm: ReadonlyMap<string, number>;
}

/** Most who are answered together. */
const AT_ONCE = 32;
const NOBODYS: Scope = { userId: '', spaceId: '' };

/** Counts what there is in a space, seldom where that is slow. */
@Injectable()
export class CorpusStatistics {
  private readonly known = new Map<string, Known>();
  private readonly counting = new Gathered((asked: readonly Count[]) => this.countAll(asked), {
    most: AT_ONCE,
  });

  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @returns undefined where the user has no such space. */
  async of({ userId, spaceId }: Scope, terms: readonly string[]): Promise<Corpus | undefined> {
    const key = `${userId}/${spaceId}`;
    const kept = this.known.get(key) ?? new Known();
    const missing = terms.filter((term) => kept.documents(term) === undefined);
    const needsWhole = !kept.whole;
    const row =
      needsWhole || missing.length > 0
        ? await this.counting.ask({ userId, spaceId, terms: missing, whole: needsWhole })
        : undefined;
    const whole = kept.whole ?? row;
    if (!whole) return undefined;
    const counted = new Map(missing.map((term) => [term, row?.byTerm.get(term) ?? 0]));
    const documents = terms.map((term) => counted.get(term) ?? kept.documents(term) ?? 0);
    kept.note(whole, counted);
    this.keep(key, kept);
    const { spaceNumber, memories, length } = whole;
    return { spaceNumber, memories, averageLength: length ?? 1, documents };
  }

  /** Who asks at the same time about the same space is answered by one statement. */
  private async countAll(asked: readonly Count[]): Promise<(Counted | undefined)[]> {
    const bySpace = Map.groupBy(asked, ({ userId, spaceId }) => `${userId}/${spaceId}`);
    const counted = new Map(
      await Promise.all(
        [...bySpace].map(async ([key, counts]) => [key, await this.count(counts)] as const),
      ),
    );
    return asked.map(({ userId, spaceId }) => counted.get(`${userId}/${spaceId}`));
  }

  private async count(counts: readonly Count[]): Promise<Counted | undefined> {
    const terms = [...new Set(counts.flatMap((count) => count.terms))];
    const [{ userId, spaceId } = NOBODYS] = counts;
    const whole = counts.some((count) => count.whole);
    const [row] = await this.database.query<Row[]>(COUNT, [userId, spaceId, terms, whole]);
    if (!row) return undefined;
    const byTerm = new Map(terms.map((term, index) => [term, row.documents[index] ?? 0]));
    return { ...row, byTerm };
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
