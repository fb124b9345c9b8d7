import type { DataSource } from 'typeorm';
import { planKept } from '../../database/index.js';
import { Gathered, type Scope, together } from '../../shared/index.js';
import { STANDING_LOOKED_AT } from './bm25-search.js';
import { BETWEEN_TERMS, type PostingLists, readPostings, type ReadPostings } from './postings.js';
import { STANDING } from './standing-instruction.js';

/** A term, and what of it is at hand. */
export interface AskedTerm {
  readonly term: string;
  /** In how many memories beyond `after` it stands; undefined: to be counted. */
  readonly documents: number | undefined;
  /** The postings of memories up to this number are at hand; 0: none are. */
  readonly after: number;
}

/** What is to be counted of a space, and read of its postings. */
export interface CorpusAsk extends Scope {
  readonly terms: readonly AskedTerm[];
  /** Whether its memories are to be counted, too. */
  readonly whole: boolean;
  /** The terms' postings, as far as they are not at hand, are read when they are no more than this. */
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
  /** Another one once memories have left the space, or older ones have come into it. */
  readonly changed: string;
  /** In how many memories each term stands, of those beyond what all who asked had at hand of it. */
  readonly documents: ReadonlyMap<string, number>;
  /** What of the terms was not at hand, and maybe more; undefined where it is too much. */
  readonly postings: ReadPostings | undefined;
}

interface Row extends Whole, PostingLists {
  readonly changed: string;
  readonly documents: readonly number[];
}

/**
 * One row of a space. Its postings come as text, which takes a quarter of the time that lists of numbers
 * take to be sent and read. The lateral joins are no more than a place to count: a space without memories
 * has its row, too. Parameters: user, space, terms, in how many memories they stand beyond those whose
 * postings are at hand, up to which memory these are, whether the whole is counted, most postings.
 */
const COUNT = planKept(`
  WITH space AS MATERIALIZED (
    SELECT number, changed FROM spaces WHERE user_id = $1 AND id = $2
  ), asked AS MATERIALIZED (
    SELECT asked.term, asked.after, asked.place, coalesce(asked.documents, (
      SELECT count(*)::integer FROM memory_terms
      WHERE space_number = space.number AND memory_terms.term = asked.term
        AND memory_number > asked.after
    )) AS documents
    FROM space
    CROSS JOIN unnest($3::text[], $4::integer[], $5::integer[]) WITH ORDINALITY
      AS asked (term, documents, after, place)
  )
  SELECT space.number AS "spaceNumber", space.changed, whole.memories, whole.length,
    ARRAY(SELECT documents FROM asked ORDER BY place) AS documents, posting.*,
    CASE WHEN $7 > 0 THEN ARRAY(
      SELECT memory_number FROM memory_terms
      WHERE space_number = space.number AND term = '${STANDING}'
      ORDER BY memory_number DESC LIMIT ${STANDING_LOOKED_AT}
    ) END AS standing
  FROM space
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS memories, avg(length)::float8 AS length
    FROM memories WHERE $6 AND user_id = $1 AND space_id = $2
  ) AS whole
  CROSS JOIN LATERAL (
    SELECT string_agg(coalesce(numbers, ''), '${BETWEEN_TERMS}' ORDER BY place) AS numbers,
      string_agg(coalesce(frequencies, ''), '${BETWEEN_TERMS}' ORDER BY place) AS frequencies,
      string_agg(coalesce(lengths, ''), '${BETWEEN_TERMS}' ORDER BY place) AS lengths
    FROM asked CROSS JOIN LATERAL (
      SELECT string_agg(memory_number::text, ',') AS numbers,
        string_agg(frequency::text, ',') AS frequencies, string_agg(length::text, ',') AS lengths
      FROM memory_terms
      WHERE space_number = space.number AND memory_terms.term = asked.term
        AND memory_number > asked.after
    ) AS posting
    WHERE (SELECT sum(documents) FROM asked) <= $7
  ) AS posting`);

/** Milliseconds after which nothing is added any more to what is remembered: the longest answer takes 180 s. */
const SETTLED_AFTER = 300_000;
/** Memories that are looked at for that, the newest. */
const UNSETTLED = 10_000;
const SETTLED = `
  SELECT coalesce(max(number) FILTER (WHERE created_at < $3), 0) AS settled FROM (
    SELECT number, created_at FROM memories WHERE user_id = $1 AND space_id = $2
    ORDER BY number DESC LIMIT ${UNSETTLED}
  ) AS newest`;

/** Most who are answered together, and most postings that are read for them. */
const AT_ONCE = 32;
const READ_AT_ONCE = 100_000;
const NOBODYS: Scope = { userId: '', spaceId: '' };

/** Counts and reads a space's part of the index; who asks at the same time is answered by one statement. */
export class CorpusCount {
  private readonly counting = new Gathered(
    (asks: readonly CorpusAsk[]) =>
      together(
        asks,
        ({ userId, spaceId }) => `${userId}/${spaceId}`,
        async (group) => {
          const counted = await this.count(group);
          return group.map(() => counted);
        },
      ),
    { most: AT_ONCE },
  );

  constructor(private readonly database: DataSource) {}

  /** @returns undefined where the user has no such space. */
  ask(ask: CorpusAsk): Promise<Counted | undefined> {
    return this.counting.ask(ask);
  }

  /** The number up to which a space's memories are all there, with their answers; 0 where that is not known. */
  async settled({ userId, spaceId }: Scope): Promise<number> {
    const before = new Date(Date.now() - SETTLED_AFTER);
    const [{ settled }] = await this.database.query<[{ settled: number }]>(SETTLED, [
      ...[userId, spaceId, before],
    ]);
    return settled;
  }

  private async count(asks: readonly CorpusAsk[]): Promise<Counted | undefined> {
    const terms = atHandOfAll(asks);
    const [{ userId, spaceId } = NOBODYS] = asks;
    const postings = asks.reduce((sum, ask) => sum + ask.postings, 0);
    const [row] = await this.database.query<Row[]>(COUNT, [
      userId,
      spaceId,
      terms.map(({ term }) => term),
      terms.map(({ documents }) => documents),
      terms.map(({ after }) => after),
      asks.some((ask) => ask.whole),
      Math.min(postings, READ_AT_ONCE),
    ]);
    if (!row) return undefined;
    const { spaceNumber, changed, memories, length, documents } = row;
    return {
      ...{ spaceNumber, changed, memories, length },
      documents: new Map(terms.map(({ term }, index) => [term, documents[index] ?? 0])),
      postings: readPostings(
        terms.map(({ term }) => term),
        row,
      ),
    };
  }
}

/** Each term once, with no more at hand than the one has who has the least: what another keeps may be old. */
function atHandOfAll(asks: readonly CorpusAsk[]): readonly AskedTerm[] {
  const least = new Map<string, AskedTerm>();
  for (const asked of asks.flatMap(({ terms }) => terms)) {
    const known = least.get(asked.term);
    const isLess =
      !known ||
      asked.after < known.after ||
      (asked.after === known.after && asked.documents === undefined);
    if (isLess) least.set(asked.term, asked);
  }
  return [...least.values()];
}
