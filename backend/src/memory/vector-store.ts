import type { InUse, Scope } from '../shared/index.js';

/** A memory found by meaning. */
export interface VectorHit {
  readonly memoryId: string;
  /** Cosine in [-1, 1]. */
  readonly score: number;
}

/** A memory's vector with what searches filter by. */
export interface VectorEntry {
  readonly memoryId: string;
  readonly scope: Scope;
  readonly sessionId: string;
  readonly embedding: readonly number[];
}

/**
 * Finds memories by meaning. It knows ids and scores only: the rows are read from the database, so
 * that a stale vector can never show text. Abstract class, so that it is its own injection token.
 */
export abstract class VectorStore {
  /** What is in use, for the start lines and the status page. */
  abstract describe(): InUse;

  /**
   * @param embedding unit vector.
   * @returns at most `limit` hits, best first; empty when none.
   * @throws {VectorStoreUnavailable} when the store cannot answer in time.
   */
  abstract nearest(
    scope: Scope,
    embedding: readonly number[],
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly VectorHit[]>;

  /**
   * Keeps vectors, in place of those kept for the same memories before.
   * @throws {VectorStoreUnavailable} when the store cannot take them.
   */
  abstract upsert(entries: readonly VectorEntry[], signal: AbortSignal): Promise<void>;

  /**
   * Forgets the vectors of a user's memories; ids without a vector are no error.
   * @throws {VectorStoreUnavailable} when the store cannot be reached.
   */
  abstract delete(userId: string, memoryIds: readonly string[], signal: AbortSignal): Promise<void>;
}

/** The vector store cannot be used at present; callers go on without vectors. */
export class VectorStoreUnavailable extends Error {
  override readonly name = 'VectorStoreUnavailable';
}
