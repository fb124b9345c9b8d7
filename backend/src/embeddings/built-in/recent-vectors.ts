/** Texts whose vectors are kept, 2 kB each. */
const MOST = 500;

/**
 * Vectors of the texts that were embedded last: what a person says is asked for at once, as the question
 * that their memories are searched with, and a moment later as a memory itself.
 */
export class RecentVectors {
  private readonly vectors = new Map<string, Float32Array>();

  /**
   * @param encode one vector a text, in their order; asked only for texts whose vectors are not kept.
   * @throws whatever `encode` throws.
   */
  async of(
    texts: readonly string[],
    encode: (missing: readonly string[]) => Promise<readonly Float32Array[]>,
  ): Promise<readonly Float32Array[]> {
    const missing = [...new Set(texts)].filter((text) => !this.vectors.has(text));
    const found = new Map(texts.map((text) => [text, this.vectors.get(text)]));
    if (missing.length > 0) {
      const encoded = await encode(missing);
      missing.forEach((text, index) => found.set(text, encoded[index]));
    }
    return texts.flatMap((text) => {
      const vector = found.get(text);
      if (vector) this.keep(text, vector);
      return vector ?? [];
    });
  }

  private keep(text: string, vector: Float32Array): void {
    this.vectors.delete(text);
    this.vectors.set(text, vector);
    const [oldest] = this.vectors.keys();
    if (this.vectors.size > MOST && oldest !== undefined) this.vectors.delete(oldest);
  }
}
