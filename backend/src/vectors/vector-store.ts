import type { InUse } from '../shared/index.js';

/** Vectors of one embedding model, kept together under one name in the store. */
export interface VectorCollection {
  /** Made of letters, digits and underscores, such as `memocha_3f2a91c04b7d_512`. */
  readonly name: string;
  readonly dimensions: number;
}

/** Whose vectors a call may touch; there is no call without a user. */
export interface VectorFilter {
  readonly userId: string;
  /** Undefined: in all the user's spaces. */
  readonly spaceId?: string | undefined;
  /** Undefined: in all sessions. */
  readonly sessionId?: string | undefined;
}

/** A memory found by meaning. */
export interface VectorHit {
  readonly memoryId: string;
  /** Cosine in [-1, 1]. */
  readonly score: number;
}

/** What searches filter by, without the vector. */
export interface VectorPlace {
  readonly memoryId: string;
  readonly userId: string;
  readonly spaceId: string;
  readonly sessionId: string;
  readonly kind: string;
  /** When it was said. */
  readonly at: Date;
}

/** A memory's vector with what searches filter by. */
export interface VectorEntry extends VectorPlace {
  /** Unit vector, as long as the collection's vectors. */
  readonly embedding: Float32Array;
}

/**
 * Finds memories by meaning. It knows ids and scores only: the rows are read from the database, so
 * that a stale vector can never show text. Abstract class, so that it is its own injection token.
 *
 * Every call throws `VectorStoreUnavailable` when the store cannot answer within its own time limit
 * (2 s for a search) or that of the signal, and an `Error` when the user is missing: nobody's vectors are
 * everybody's.
 */
export abstract class VectorStore {
  /** What is in use, for the start lines and the status page. */
  abstract describe(): InUse;

  /**
   * Whether there is a store at all. False: not configured, or the database has no vectors; then
   * nobody tries to fill it.
   */
  abstract readonly exists: boolean;

  /**
   * Makes sure that the collection is there, has the right shape and can be searched. Idempotent;
   * several processes may call it at once.
   * @throws {VectorStoreUnavailable} also when a collection of that name has another shape.
   */
  abstract prepare(collection: VectorCollection, signal: AbortSignal): Promise<void>;

  /** Points the store's public name, its alias, at the collection, for those who look at the store from outside. */
  abstract activate(collection: VectorCollection, signal: AbortSignal): Promise<void>;

  /** Removes a collection with all its vectors; one that is not there is no error. */
  abstract drop(name: string, signal: AbortSignal): Promise<void>;

  /** @returns at most `limit` hits, best first; empty when none. */
  abstract nearest(
    collection: VectorCollection,
    filter: VectorFilter,
    embedding: Float32Array,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly VectorHit[]>;

  /** Keeps vectors, in place of those kept for the same memories before; found by searches on return. */
  abstract upsert(
    collection: VectorCollection,
    entries: readonly VectorEntry[],
    signal: AbortSignal,
  ): Promise<void>;

  /** Forgets the vectors of a user's memories; ids without a vector are no error. */
  abstract delete(
    collection: VectorCollection,
    userId: string,
    memoryIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void>;

  /** How many vectors there are, exactly. */
  abstract count(
    collection: VectorCollection,
    filter: VectorFilter,
    signal: AbortSignal,
  ): Promise<number>;

  /** All vectors' places of all users, in batches, for the reconciliation; one that is written meanwhile may be missing. */
  abstract iterate(
    collection: VectorCollection,
    signal: AbortSignal,
  ): AsyncIterable<readonly VectorPlace[]>;
}

/** The vector store cannot be used at present; callers go on without vectors. */
export class VectorStoreUnavailable extends Error {
  override readonly name = 'VectorStoreUnavailable';
}
