import { createHash } from 'node:crypto';
import {
  Embedder,
  EmbedderUnavailable,
  type EmbeddingModel,
  type EmbeddingPurpose,
} from '../../src/embeddings/index.js';
import type { InUse } from '../../src/shared/index.js';
import { unit } from './vectors/some-vectors.ts';

/** An embedding model that is nothing but a name: the same text has the same vector, others have others. */
export const aModel = (name: string, dimensions = 16): EmbeddingModel => ({
  name,
  dimensions,
  background: { mean: 0, deviation: 0.25 },
});

/** An embedder that is away, refuses or takes its time when a test wants it to, and keeps what it was asked. */
export class FakeEmbedder extends Embedder {
  /** Texts of each call that came through, in order; questions as well. */
  readonly calls: (readonly string[])[] = [];
  inUse = aModel('fake');
  away = false;
  /** Texts that it refuses, as no model that is away would. */
  refuses: RegExp | undefined;
  /** Calls that wait for `release` right now. */
  held = 0;
  private gate: PromiseWithResolvers<void> | undefined;

  describe(): InUse {
    return { use: this.inUse.name, why: 'a test asked for it' };
  }

  /** How often a text was embedded. */
  times(text: string): number {
    return this.calls.flat().filter((each) => each === text).length;
  }

  /** Holds all calls up, until `release`. */
  hold(): void {
    this.gate ??= Promise.withResolvers();
  }

  release(): void {
    this.gate?.resolve();
    this.gate = undefined;
  }

  async model(): Promise<EmbeddingModel> {
    await Promise.resolve();
    if (this.away) throw new EmbedderUnavailable('The fake embedder is away');
    return this.inUse;
  }

  async embed(
    texts: readonly string[],
    _purpose: EmbeddingPurpose,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const { dimensions } = await this.model();
    await this.wait(signal);
    signal.throwIfAborted();
    if (texts.some((text) => this.refuses?.test(text)))
      throw new Error('No vector for such a text');
    this.calls.push(texts);
    return texts.map((text) => vectorOf(text, dimensions));
  }

  private async wait(signal: AbortSignal): Promise<void> {
    if (!this.gate) return;
    this.held++;
    await Promise.race([this.gate.promise, aborted(signal)]);
    this.held--;
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

function vectorOf(text: string, dimensions: number): Float32Array {
  const hash = createHash('sha512').update(text).digest();
  return unit(Float32Array.from({ length: dimensions }, (_, index) => hash.readInt8(index % 64)));
}
