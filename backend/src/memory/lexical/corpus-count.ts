import type { DataSource } from 'typeorm';
import { planKept } from '../../database/index.js';
import { Gathered, type Scope } from '../../shared/index.js';
import { STANDING_LOOKED_AT } from './bm25-search.js';
import type { Postings } from './postings.js';
import { STANDING } from './standing-instruction.js';

/** What is to be counted of a space, and read of its postings. */
export interface CorpusAsk extends Scope {
  readonly terms: readonly string[];
  /** Whether its memories are to be counted, too. */
  readonly whole: boolean;
  /** The terms' postings are read when they are no more than this. */
  readonly postings: number;
}

/** What is known of a space as a whole. */
export interface Whole {
  /** The space's short key in the index. */
  readonly spaceNumber: number;
  readonly memories: number;
  /** Of its memories; null without any. */
  readonly length: number | null;
}

/** A space as it was counted. */
export interface Counted extends Whole {
  /** In how many memories each term stands. */
  readonly documents: ReadonlyMap<string, number>;
  /** All postings of the terms; undefined where they are too many. */
  readonly postings: Postings | undefined;
}

interface Row extends Whole {
  readonly documents: readonly number[];
  readonly places: readonly number[] | null;
  readonly numbers: readonly number[] | null;
  readonly frequencies: readonly number[] | null;
  readonly lengths: readonly number[] | null;
  readonly standing: readonly number[] | null;
}

/**
 * One row of a space. Its postings come as lists of the same order, each with the place of its term. The
 * lateral joins are no more than a place to count: a space without memories has its row, too. Parameters:
 * user, space, terms, whether the whole is counted, most postings.
 */
const COUNT = planKept(`
  WITH space AS MATERIALIZED (
    SELECT number FROM spaces WHERE user_id = $1 AND id = $2
  ), asked AS MATERIALIZED (
    SELECT asked.term, asked.place::integer, (
      SELECT count(*)::integer FROM memory_terms
      WHERE space_number = space.number AND memory_terms.term = asked.term
    ) AS documents
    FROM space CROSS JOIN unnest($3::text[]) WITH ORDINALITY AS asked (term, place)
  )
  SELECT space.number AS "spaceNumber", whole.memories, whole.length,
    ARRAY(SELECT documents FROM asked ORDER BY place) AS documents, posting.*,
    CASE WHEN $5 > 0 THEN ARRAY(
      SELECT memory_number FROM memory_terms
      WHERE space_number = space.number AND term = '${STANDING}'
      ORDER BY memory_number DESC LIMIT ${STANDING_LOOKED_AT}
    ) END AS standing
  FROM space
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS memories, avg(length)::float8 AS length
    FROM memories WHERE $4 AND user_id = $1 AND space_id = $2
  ) AS whole
  CROSS JOIN LATERAL (
    SELECT array_agg(asked.place) AS places, array_agg(memory_number) AS numbers,
      array_agg(frequency) AS frequencies, array_agg(length) AS lengths
    FROM asked CROSS JOIN LATERAL (
      SELECT memory_number, frequency, length FROM memory_terms
      WHERE space_number = space.number AND memory_terms.term = asked.term
    ) AS posting
    WHERE (SELECT sum(documents) FROM asked) <= $5
  ) AS posting`);

/** Most who are answered together. */
const AT_ONCE = 32;
const NOBODYS: Scope = { userId: '', spaceId: '' };

/** Counts and reads a space's part of the index; who asks at the same time is answered by one statement. */
export class CorpusCount {
  private readonly counting = new Gathered((asks: readonly CorpusAsk[]) => this.countAll(asks), {
    most: AT_ONCE,
  });

  constructor(private readonly database: DataSource) {}

  /** @returns undefined where the user has no such space. */
  ask(ask: CorpusAsk): Promise<Counted | undefined> {
    return this.counting.ask(ask);
  }

  private async countAll(asked: readonly CorpusAsk[]): Promise<(Counted | undefined)[]> {
    const keyOf = ({ userId, spaceId }: CorpusAsk) => `${userId}/${spaceId}`;
    const bySpace = Map.groupBy(asked, keyOf);
    const counted = new Map(
      await Promise.all(
        [...bySpace].map(async ([key, asks]) => [key, await this.count(asks)] as const),
      ),
    );
    return asked.map((ask) => counted.get(keyOf(ask)));
  }

  private async count(asks: readonly CorpusAsk[]): Promise<Counted | undefined> {
    const terms = [...new Set(asks.flatMap((ask) => ask.terms))];
    const [{ userId, spaceId } = NOBODYS] = asks;
    const whole = asks.some((ask) => ask.whole);
    const postings = asks.reduce((sum, ask) => sum + ask.postings, 0);
    const [row] = await this.database.query<Row[]>(COUNT, [
      userId,
      spaceId,
      terms,
      whole,
      postings,
    ]);
    return row && toCounted(row, terms, postings);
  }
}

function toCounted(row: Row, terms: readonly string[], most: number): Counted {
  const { spaceNumber, memories, length, documents } = row;
  const isRead = documents.reduce((sum, count) => sum + count, 0) <= most;
  return {
    spaceNumber,
    memories,
    length,
    documents: new Map(terms.map((term, index) => [term, documents[index] ?? 0])),
    postings: isRead
      ? {
          terms,
          places: row.places ?? [],
          numbers: row.numbers ?? [],
          frequencies: row.frequencies ?? [],
          lengths: row.lengths ?? [],
          standing: row.standing ?? [],
        }
      : undefined,
  };
}
