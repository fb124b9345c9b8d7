import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DatabaseSettings, VectorSettings } from '../config/index.js';
import type { EmbeddingModel } from '../embeddings/index.js';
import type { VectorCollection } from './vector-store.js';

/**
 * How a collection stands: being filled, complete and searched, kept in case its model comes back, or
 * about to go.
 */
export type CollectionState = 'filling' | 'current' | 'kept' | 'dropping';

/** A collection as the database knows it. */
export interface CollectionRow extends VectorCollection {
  readonly id: number;
  readonly model: string;
  readonly state: CollectionState;
  /** Memories in it, and memories that there are, as was counted last. */
  readonly done: number;
  readonly total: number;
  /** What the last comparison with the rows found; null before the first one. */
  readonly reconciliation: object | null;
}

const COLUMNS = 'id, name, model, dimensions, state, done, total, reconciliation';

/** Milliseconds that another process's change may stay unseen; nobody shares the embedded database. */
const FRESH = { shared: 1_000, own: Infinity };

/**
 * Which collections there are in the store in use, one for each embedding model, and which of them
 * searches may use. The database knows it, so that all processes agree.
 */
@Injectable()
export class VectorCollections {
  private readonly store: string;
  private readonly fresh: number;
  private readonly seen = new Map<
    string,
    { readonly row: CollectionRow; readonly until: number }
  >();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    settings: VectorSettings,
    { url }: DatabaseSettings,
  ) {
    // What one store has says nothing about another one.
    this.store = settings.milvusAddress === undefined ? 'pgvector' : 'milvus';
    this.fresh = url === undefined ? FRESH.own : FRESH.shared;
  }

  /** The collection of a model, noted down as `filling` when it is new. */
  async of(model: EmbeddingModel): Promise<CollectionRow> {
    const name = nameOf(model);
    const known = this.seen.get(name);
    if (known && known.until > Date.now()) return known.row;
    const row = (await this.read(name)) ?? (await this.note(name, model));
    this.seen.set(name, { row, until: Date.now() + this.fresh });
    return row;
  }

  /** The collection that searches with a model's vectors may use; undefined while it is being filled. */
  async searchable(model: EmbeddingModel): Promise<VectorCollection | undefined> {
    const row = await this.of(model);
    return row.state === 'current' ? row : undefined;
  }

  /** All that there are in the store in use, the oldest first. */
  all(): Promise<CollectionRow[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM vector_collections WHERE store = $1 ORDER BY id`,
      [this.store],
    );
  }

  /**
   * Lets searches use a collection that is complete. The one used before is kept, or else the newest
   * of the others; the rest is to be dropped.
   */
  async promote(id: number): Promise<void> {
    await this.database.query(PROMOTE, [this.store, id]);
    this.seen.clear();
  }

  /** Lets no search use a collection, of which so much is left, until it is complete again. */
  async demote(id: number, done: number, total: number): Promise<void> {
    await this.database.query(
      "UPDATE vector_collections SET state = 'filling', done = $2, total = $3 WHERE id = $1",
      [id, done, total],
    );
    this.seen.clear();
  }

  /** Takes note of how many of all memories are in a collection. */
  async noteProgress(id: number, done: number, total: number): Promise<void> {
    await this.database.query('UPDATE vector_collections SET done = $2, total = $3 WHERE id = $1', [
      id,
      done,
      total,
    ]);
  }

  /** Takes note of what a comparison with the rows found. */
  async noteReconciliation(id: number, found: object): Promise<void> {
    await this.database.query('UPDATE vector_collections SET reconciliation = $2 WHERE id = $1', [
      id,
      JSON.stringify(found),
    ]);
  }

  /** Forgets a collection that the store has dropped. */
  async remove(id: number): Promise<void> {
    await this.database.query('DELETE FROM vector_collections WHERE id = $1', [id]);
    this.seen.clear();
  }

  private async read(name: string): Promise<CollectionRow | undefined> {
    const [row] = await this.database.query<CollectionRow[]>(
      `SELECT ${COLUMNS} FROM vector_collections WHERE store = $1 AND name = $2`,
      [this.store, name],
    );
    return row;
  }

  private async note(name: string, model: EmbeddingModel): Promise<CollectionRow> {
    await this.database.query(
      `INSERT INTO vector_collections (store, name, model, dimensions, state, created_at)
       VALUES ($1, $2, $3, $4, 'filling', now()) ON CONFLICT (store, name) DO NOTHING`,
      [this.store, name, model.name, model.dimensions],
    );
    const row = await this.read(name);
    if (!row) throw new Error(`The collection ${name} was removed while it was noted down`);
    return row;
  }
}

/** The same for the same model, whoever asks; letters that a store might refuse stay out of it. */
const nameOf = ({ name, dimensions }: EmbeddingModel): string =>
  `memocha_${createHash('sha256').update(name).digest('hex').slice(0, 12)}_${dimensions}`;

/** One statement, so that two processes cannot both keep one. */
const PROMOTE = `
  WITH others AS (
    SELECT id, row_number() OVER (ORDER BY (state = 'current') DESC, (state = 'kept') DESC, id DESC) AS place
    FROM vector_collections WHERE store = $1 AND id <> $2 AND state <> 'dropping'
  )
  UPDATE vector_collections SET state = CASE
    WHEN id = $2 THEN 'current'
    WHEN id IN (SELECT id FROM others WHERE place = 1) THEN 'kept'
    ELSE 'dropping' END
  WHERE store = $1`;
