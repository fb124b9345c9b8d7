import type { DataSource } from 'typeorm';
import { planKept } from '../../database/index.js';
import { Gathered } from '../../shared/index.js';
import { B, K1, STANDING_LOOKED_AT, type WordHit } from './bm25-search.js';
import { STANDING } from './standing-instruction.js';

/** What is looked for in one space. */
export interface SharedQuery {
  readonly spaceNumber: number;
  readonly averageLength: number;
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  /** Most hits. */
  readonly limit: number;
}

/** Each term's postings as three lists, and the newest standing instructions as one more term. */
const POSTINGS = planKept(`
  SELECT asked.term, posting.numbers, posting.frequencies, posting.lengths
  FROM unnest($2::text[]) AS asked (term)
  CROSS JOIN LATERAL (
    SELECT array_agg(memory_number) AS numbers, array_agg(frequency) AS frequencies,
      array_agg(length) AS lengths
    FROM memory_terms WHERE space_number = $1 AND memory_terms.term = asked.term
  ) AS posting
  UNION ALL
  SELECT '${STANDING}', array_agg(memory_number), NULL, NULL
  FROM (
    SELECT memory_number FROM memory_terms WHERE space_number = $1 AND term = '${STANDING}'
    ORDER BY memory_number DESC LIMIT ${STANDING_LOOKED_AT}
  ) AS standing`);

interface Postings {
  readonly term: string;
  /** Null where the term stands nowhere. */
  readonly numbers: readonly number[] | null;
  readonly frequencies: readonly number[] | null;
  readonly lengths: readonly number[] | null;
}

/** Queries that are answered by one statement. */
const AT_ONCE = 16;

/**
 * The same search as `bm25Search` for few postings, scored here instead of in the database: questions
 * that come at the same time share their reading, and a reading costs a fraction of the scoring there.
 */
export class SharedSearch {
  private readonly gathered = new Gathered(
    (queries: readonly SharedQuery[]) => this.findAll(queries),
    { most: AT_ONCE },
  );

  constructor(private readonly database: DataSource) {}

  /** @returns hits and standing instructions, in no order that would mean anything. */
  find(query: SharedQuery): Promise<readonly WordHit[]> {
    return this.gathered.ask(query);
  }

  private async findAll(queries: readonly SharedQuery[]): Promise<(readonly WordHit[])[]> {
    const bySpace = Map.groupBy(queries, ({ spaceNumber }) => spaceNumber);
    const read = new Map(
      await Promise.all(
        [...bySpace].map(async ([space, asked]) => [space, await this.read(space, asked)] as const),
      ),
    );
    return queries.map((query) => score(query, read.get(query.spaceNumber) ?? new Map()));
  }

  private async read(
    spaceNumber: number,
    queries: readonly SharedQuery[],
  ): Promise<ReadonlyMap<string, Postings>> {
    const terms = [...new Set(queries.flatMap(({ terms }) => terms.map(({ term }) => term)))];
    const rows = await this.database.query<Postings[]>(POSTINGS, [spaceNumber, terms]);
    return new Map(rows.map((row) => [row.term, row]));
  }
}

function score(
  { terms, averageLength, limit }: SharedQuery,
  read: ReadonlyMap<string, Postings>,
): WordHit[] {
  const scores = new Map<number, number>();
  // Term by term, so that two equal documents have equal sums.
  for (const { term, weight } of terms) {
    const { numbers, frequencies, lengths } = read.get(term) ?? {};
    for (const [index, number] of (numbers ?? []).entries()) {
      const frequency = frequencies?.[index] ?? 0;
      const length = lengths?.[index] ?? 0;
      const gain =
        (weight * frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / averageLength));
      scores.set(number, (scores.get(number) ?? 0) + gain);
    }
  }
  const hits = [...scores].map(([number, score]) => ({ number, score, standing: false }));
  hits.sort((one, other) => other.score - one.score || other.number - one.number);
  const standing = (read.get(STANDING)?.numbers ?? []).map((number) => ({
    number,
    score: scores.get(number) ?? 0,
    standing: true,
  }));
  return [...hits.slice(0, limit), ...standing];
}
