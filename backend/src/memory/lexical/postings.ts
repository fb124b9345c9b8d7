import { B, K1, type WordHit } from './bm25-search.js';

/** All postings of some terms in one space, as lists of the same order. */
export interface Postings {
  readonly terms: readonly string[];
  /** Each posting's term, by its place among the terms, from 1 on. */
  readonly places: readonly number[];
  /** Its memory. */
  readonly numbers: readonly number[];
  readonly frequencies: readonly number[];
  /** The memory's length in terms. */
  readonly lengths: readonly number[];
  /** Memories that are standing instructions, the newest. */
  readonly standing: readonly number[];
}

/**
 * BM25 over few postings, the same as `bm25Search` in the database: reading them costs a fraction of the
 * scoring there.
 * @param weighed the terms that count; others among the postings do not.
 * @returns at most `limit` hits, best first, and the standing instructions, whatever their score.
 */
export function scorePostings(
  postings: Postings,
  weighed: readonly { readonly term: string; readonly weight: number }[],
  averageLength: number,
  limit: number,
): WordHit[] {
  const { terms, places, numbers, frequencies, lengths } = postings;
  const weights = new Map(weighed.map(({ term, weight }) => [term, weight]));
  const weightAt = [0, ...terms.map((term) => weights.get(term) ?? 0)];
  const scores = new Map<number, number>();
  for (const [index, number] of numbers.entries()) {
    const weight = weightAt[places[index] ?? 0] ?? 0;
    if (weight === 0) continue;
    const frequency = frequencies[index] ?? 0;
    const length = lengths[index] ?? 0;
    const gain =
      (weight * frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / averageLength));
    scores.set(number, (scores.get(number) ?? 0) + gain);
  }
  const hits = [...scores].map(([number, score]) => ({ number, score, standing: false }));
  hits.sort((one, other) => other.score - one.score || other.number - one.number);
  const standing = postings.standing.map((number) => ({
    number,
    score: scores.get(number) ?? 0,
    standing: true,
  }));
  return [...hits.slice(0, limit), ...standing];
}
