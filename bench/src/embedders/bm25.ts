import { termsOf } from './product-texts.ts';

/** BM25 of each of `texts` for queries. Constants: memory-design's, k1 0.9 and b 0.4. */
export class Bm25 {
  private readonly documents: readonly { counts: Map<string, number>; length: number }[];
  private readonly frequency = new Map<string, number>();
  private readonly meanLength: number;

  constructor(texts: readonly string[]) {
    this.documents = texts.map((text) => {
      const terms = termsOf(text);
      const counts = new Map<string, number>();
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      return { counts, length: terms.length };
    });
    for (const { counts } of this.documents)
      for (const term of counts.keys())
        this.frequency.set(term, (this.frequency.get(term) ?? 0) + 1);
    this.meanLength = mean(this.documents.map(({ length }) => length));
  }

  /** @returns a score of each text as a share of the best one's, 0..1. */
  shares(query: string): number[] {
    const terms = [...new Set(termsOf(query))];
    const scores = this.documents.map(({ counts, length }) => {
      let score = 0;
      for (const term of terms) {
        const count = counts.get(term) ?? 0;
        if (count === 0) continue;
        const df = this.frequency.get(term) ?? 0;
        const idf = Math.log(1 + (this.documents.length - df + 0.5) / (df + 0.5));
        score += (idf * count * 1.9) / (count + 0.9 * (0.6 + (0.4 * length) / this.meanLength));
      }
      return score;
    });
    const best = Math.max(...scores) || 1;
    return scores.map((score) => score / best);
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
