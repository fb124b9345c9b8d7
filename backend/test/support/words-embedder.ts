import { Embedder, type EmbeddingModel } from '../../src/embeddings/index.js';
import { termsOf } from '../../src/memory/lexical/terms.js';
import type { InUse } from '../../src/shared/index.js';

const DIMENSIONS = 128;

/**
 * An embedding model for tests: texts are alike when they share words, or words that it was told to
 * mean the same.
 */
export class WordsEmbedder extends Embedder {
  private readonly meanings = new Map<string, string>();
  private readonly directions = new Map<string, number>();

  /** @param same groups of words that mean the same. */
  constructor(...same: readonly string[]) {
    super();
    for (const group of same) {
      const [first = '', ...others] = termsOf(group);
      for (const other of others) this.meanings.set(other, first);
    }
  }

  describe(): InUse {
    return { use: 'words', why: 'a test asked for it' };
  }

  model(): Promise<EmbeddingModel> {
    const background = { mean: 0.05, deviation: 0.1 };
    return Promise.resolve({ name: 'words', dimensions: DIMENSIONS, background });
  }

  embed(texts: readonly string[]): Promise<readonly Float32Array[]> {
    return Promise.resolve(texts.map((text) => this.vector(text)));
  }

  private vector(text: string): Float32Array {
    const vector = new Float32Array(DIMENSIONS);
    // A little of one direction that all share, so that no text has no direction at all.
    vector[0] = 0.1;
    for (const term of termsOf(text)) {
      const meaning = this.meanings.get(term) ?? term;
      const direction =
        this.directions.get(meaning) ?? 1 + (this.directions.size % (DIMENSIONS - 1));
      this.directions.set(meaning, direction);
      vector[direction] = (vector[direction] ?? 0) + 1;
    }
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  }
}
