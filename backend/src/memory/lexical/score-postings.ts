import { B, K1, type WordHit } from './bm25-search.js';
import type { Postings } from './postings.js';
import { ScoreSums } from './score-sums.js';

/**
 * BM25 over postings that are at hand, the same as `bm25Search` in the database.
 * @param weighed the terms that count; others among the postings do not.
 * @returns at most `limit` hits, best first, and the standing instructions, whatever their score.
 */
export function scorePostings(
  { byTerm, standing }: Postings,
  weighed: readonly { readonly term: string; readonly weight: number }[],
  averageLength: number,
  limit: number,
): WordHit[] {
  const parts = weighed.flatMap(({ term, weight }) =>
    (byTerm.get(term) ?? []).map((part) => ({ ...part, weight })),
  );
  const sums = new ScoreSums(parts.map(({ numbers }) => numbers));
  // Term by term, so that two equal documents have equal sums.
  for (const { numbers, frequencies, lengths, weight } of parts)
    for (let index = 0; index < numbers.length; index++) {
      const frequency = frequencies[index] ?? 0;
      const length = lengths[index] ?? 0;
      const gain =
        (weight * frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / averageLength));
      sums.add(numbers[index] ?? 0, gain);
    }
  const hits = sums.best(limit).map(([number, score]) => ({ number, score, standing: false }));
  const instructions = standing.map((number) => ({
    number,
    score: sums.of(number),
    standing: true,
  }));
  return [...hits, ...instructions];
}
