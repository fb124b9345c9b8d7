import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { VectorCollection, VectorPlace } from '../vector-store.js';
import { buildIndex, lookAt, type Space } from './space-index.js';

/**
 * Vectors of a space from which on its searches go by an index: fewer are compared one by one in the
 * time that the index takes to begin with (decision 0015).
 */
export const INDEXED_FROM = 500;

/** Length of vectors below which their codes tell too little apart. */
const SHORTEST_CODED = 256;

/** Milliseconds after which a space is looked at again: another process may have built an index, or removed it. */
const LOOK_AGAIN = 60_000;

/** Spaces whose state is kept in mind. */
const MOST_KNOWN = 10_000;

interface Known {
  readonly isIndexed: boolean;
  /** As far as this process knows, and not above `INDEXED_FROM`. */
  rows: number;
  readonly until: number;
}

/** Knows which spaces have an index, and has one built behind the writes when a space has grown. */
export class SpaceIndexes {
  private readonly logger = new Logger('PgVectorStore');
  private readonly known = new Map<string, Known>();
  private readonly building = new Map<string, Promise<void>>();
  private isClosed = false;

  constructor(
    private readonly database: DataSource,
    private readonly isEmbedded: boolean,
  ) {}

  /** Whether a search of a space goes by its index. */
  async has(space: Space): Promise<boolean> {
    if (space.collection.dimensions < SHORTEST_CODED) return false;
    const { isIndexed, rows } = await this.look(space);
    if (!isIndexed && rows >= INDEXED_FROM) this.build(space);
    return isIndexed;
  }

  /** Counts vectors that were written, and has indexes built that are called for by now. */
  async noteWritten(collection: VectorCollection, places: readonly VectorPlace[]): Promise<void> {
    const spaces = new Map<string, { space: Space; written: number }>();
    for (const { userId, spaceId } of places) {
      const space = { collection, userId, spaceId };
      const { written } = spaces.get(keyOf(space)) ?? { written: 0 };
      spaces.set(keyOf(space), { space, written: written + 1 });
    }
    for (const [key, { space, written }] of spaces) {
      const before = this.known.get(key);
      if (before) before.rows += written;
      await this.has(space);
    }
  }

  /** Forgets what is known of a collection that is gone, or not what it was. */
  forget(name: string): void {
    for (const key of this.known.keys()) if (key.startsWith(`${name} `)) this.known.delete(key);
  }

  /** Resolves once what is being built stands. */
  async settled(): Promise<void> {
    await Promise.all(this.building.values());
  }

  /** Builds no more, and waits for what is being built. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.settled();
  }

  private async look(space: Space): Promise<Known> {
    const key = keyOf(space);
    const known = this.known.get(key);
    if (known && known.until > Date.now()) return known;
    const seen = await lookAt(this.database, space, INDEXED_FROM);
    return this.remember(key, { ...seen, until: Date.now() + LOOK_AGAIN });
  }

  private remember(key: string, known: Known): Known {
    this.known.delete(key);
    this.known.set(key, known);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KNOWN && oldest !== undefined) this.known.delete(oldest);
    return known;
  }

  private build(space: Space): void {
    const key = keyOf(space);
    if (this.isClosed || this.building.has(key)) return;
    const built = buildIndex(this.database, space, INDEXED_FROM, this.isEmbedded)
      .then((isBuilt) => {
        // Where it was not built, the rows are counted anew when it is looked at again.
        this.remember(key, { isIndexed: isBuilt, rows: 0, until: Date.now() + LOOK_AGAIN });
      })
      .catch((err: unknown) => {
        // Searches go on without, as right and slower; it is tried again when it is looked at again.
        this.logger.warn({ err }, 'an index of vectors could not be built');
        this.remember(key, { isIndexed: false, rows: 0, until: Date.now() + LOOK_AGAIN });
      })
      .finally(() => this.building.delete(key));
    this.building.set(key, built);
  }
}

const keyOf = ({ collection, userId, spaceId }: Space): string =>
  `${collection.name} ${userId} ${spaceId}`;
