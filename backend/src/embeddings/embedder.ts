import type { InUse } from '../shared/index.js';

/** Turns texts into vectors of meaning. Abstract class, so that it is its own injection token. */
export abstract class Embedder {
  /** What is in use, for the start lines and the status page. */
  abstract describe(): InUse;

  /**
   * @returns one unit vector a text, in their order, all of the same length.
   * @throws {EmbedderUnavailable} when there is no model, or it cannot answer in time.
   */
  abstract embed(
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly (readonly number[])[]>;
}

/** Embeddings cannot be had at present; callers go on without meaning. */
export class EmbedderUnavailable extends Error {
  override readonly name = 'EmbedderUnavailable';
}
