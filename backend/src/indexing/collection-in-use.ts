import { Injectable } from '@nestjs/common';
import { Embedder } from '../embeddings/index.js';
import {
  type CollectionRow,
  VectorCollections,
  VectorStore,
  VectorStoreUnavailable,
} from '../vectors/index.js';
import { ask } from './away.js';
import { HARMLESS_TEXT } from './memory-indexer.js';

/** A user that nobody is. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The collection that vectors go into: that of the embedding model in use. */
@Injectable()
export class CollectionInUse {
  private prepared: string | undefined;

  constructor(
    private readonly embedder: Embedder,
    private readonly collections: VectorCollections,
    private readonly store: VectorStore,
  ) {}

  /**
   * Makes sure that the embedder embeds and the store holds the collection, by trying both.
   * @throws {Error} what they throw.
   */
  async prepare(signal: AbortSignal): Promise<CollectionRow> {
    const collection = await this.look(signal);
    await ask((limit) => this.store.prepare(collection, limit), signal);
    const [vector] = await ask(
      (limit) => this.embedder.embed([HARMLESS_TEXT], 'document', limit),
      signal,
    );
    if (!vector) throw new Error('The embedder gave no vector');
    await ask(
      (limit) => this.store.nearest(collection, { userId: NOBODY }, vector, 1, limit),
      signal,
    );
    this.prepared = collection.name;
    return collection;
  }

  /**
   * The collection as it stands.
   * @throws {VectorStoreUnavailable} when the model has changed since it was prepared.
   */
  async current(signal: AbortSignal): Promise<CollectionRow> {
    const collection = await this.look(signal);
    if (collection.name !== this.prepared)
      throw new VectorStoreUnavailable('The embedding model has changed');
    return collection;
  }

  private async look(signal: AbortSignal): Promise<CollectionRow> {
    return this.collections.of(await ask((limit) => this.embedder.model(limit), signal));
  }
}
