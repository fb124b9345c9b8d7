import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { EmbeddingModel } from '../embeddings/index.js';
import type { VectorCollection } from './vector-store.js';

/** How a collection stands: being filled, complete and searched, or kept in case its model comes back. */
export type CollectionState = 'filling' | 'current' | 'kept';

/** A collection as the database knows it. */
export interface CollectionRow extends VectorCollection {
  readonly id: number;
  readonly model: string;
  readonly state: CollectionState;
}

const COLUMNS = 'id, name, model, dimensions, state';

/** Milliseconds that another process's change may stay unseen. */
const FRESH = 1_000;

/**
 * Which collections there are, one for each embedding model, and which of them searches may use. The
 * database knows it, so that all processes agree.
 */
@Injectable()
export class VectorCollections {
  private readonly seen = new Map<
    string,
    { readonly row: CollectionRow; readonly until: number }
  >();

  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** The collection of a model, noted down as `filling` when it is new. */
  async of(model: EmbeddingModel): Promise<CollectionRow> {
    const name = collectionName(model);
    const known = this.seen.get(name);
    if (known && known.until > Date.now()) return known.row;
    await this.database.query(
      `INSERT INTO vector_collections (name, model, dimensions, state, created_at)
       VALUES ($1, $2, $3, 'filling', now()) ON CONFLICT (name) DO NOTHING`,
      [name, model.name, model.dimensions],
    );
    const [row] = await this.database.query<[CollectionRow]>(
      `SELECT ${COLUMNS} FROM vector_collections WHERE name = $1`,
      [name],
    );
    this.seen.set(name, { row, until: Date.now() + FRESH });
    return row;
  }

  /** The collection that searches with a model's vectors may use; undefined while it is being filled. */
  async searchable(model: EmbeddingModel): Promise<VectorCollection | undefined> {
    const row = await this.of(model);
    return row.state === 'current' ? row : undefined;
  }

  /** All that there are, the oldest first. */
  all(): Promise<CollectionRow[]> {
    return this.database.query(`SELECT ${COLUMNS} FROM vector_collections ORDER BY id`);
  }
}

/** The same for the same model, whoever asks; letters that a store might refuse stay out of it. */
const collectionName = ({ name, dimensions }: EmbeddingModel): string =>
  `memocha_${createHash('sha256').update(name).digest('hex').slice(0, 12)}_${dimensions}`;
