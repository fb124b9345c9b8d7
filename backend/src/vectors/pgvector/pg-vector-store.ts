import type { OnModuleDestroy } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { InUse } from '../../shared/index.js';
import { requireEntries, requireUser, requireVector } from '../vector-checks.js';
import {
  type VectorCollection,
  type VectorEntry,
  type VectorFilter,
  type VectorHit,
  type VectorPlace,
  VectorStore,
} from '../vector-store.js';
import { createTable, hasShape, tableOf } from './collection-table.js';
import { whereOf } from './nearest-statement.js';
import { SharedSearch } from './shared-search.js';
import { codeFunction } from './space-code.js';
import { SpaceIndexes } from './space-indexes.js';
import { upsertStatement } from './upsert-statement.js';
import { isNotThere, whileWanted } from './while-wanted.js';

/** Milliseconds that a search may take. */
const SEARCH_TIME = 2_000;

/** Rows in one statement: the embedded database does nothing else meanwhile, some 1 to 3 ms a row. */
const ROWS_WRITTEN = 8;
const ROWS_DELETED = 500;
const ROWS_READ = 500;

/** What comes before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The view that shows the collection in use to those who look into the database. */
const ALIAS = 'memocha_vectors';

/** Keeps vectors in the database that holds the rows, embedded or server, by its extension pgvector. */
export class PgVectorStore extends VectorStore implements OnModuleDestroy {
  readonly exists = true;
  /** Which spaces are searched by an index. */
  readonly indexes: SpaceIndexes;
  private readonly search: SharedSearch;

  /** @param version of the extension. */
  constructor(
    private readonly database: DataSource,
    private readonly version: string,
    private readonly isEmbedded: boolean,
  ) {
    super();
    this.indexes = new SpaceIndexes(database, isEmbedded);
    this.search = new SharedSearch(database, isEmbedded);
  }

  async onModuleDestroy(): Promise<void> {
    await this.indexes.close();
  }

  describe(): InUse {
    return {
      use: `pgvector ${this.version} in the database`,
      why: 'MILVUS_ADDRESS is not set',
    };
  }

  async prepare(collection: VectorCollection, signal: AbortSignal): Promise<void> {
    const table = tableOf(collection);
    await whileWanted(async () => {
      if (await hasShape(this.database, collection)) return;
      await this.alone(table, (run) => createTable({ query: run }, collection, this.isEmbedded));
    }, signal);
  }

  async activate(collection: VectorCollection, signal: AbortSignal): Promise<void> {
    const table = tableOf(collection);
    await whileWanted(
      () =>
        // A view's columns cannot change their type: it is made anew.
        this.alone(ALIAS, async (run) => {
          await run(`DROP VIEW IF EXISTS ${ALIAS}`);
          await run(`CREATE VIEW ${ALIAS} AS SELECT * FROM ${table}`);
        }),
      signal,
    );
  }

  async drop(name: string, signal: AbortSignal): Promise<void> {
    const table = tableOf({ name });
    this.indexes.forget(name);
    await whileWanted(
      () =>
        this.alone(table, async (run) => {
          // Along with its indexes, and the view when it shows this one.
          await run(`DROP TABLE IF EXISTS ${table} CASCADE`);
          await run(`DROP FUNCTION IF EXISTS ${codeFunction({ name })}(vector)`);
        }),
      signal,
    );
  }

  async nearest(
    collection: VectorCollection,
    filter: VectorFilter,
    embedding: Float32Array,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly VectorHit[]> {
    requireUser(filter);
    requireVector(collection, embedding, 'The query');
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(SEARCH_TIME)]);
    const wanted = Math.max(0, limit);
    const hits = await this.of(collection, inTime, async () => {
      const isIndexed = await this.hasIndex(collection, filter);
      return this.search.nearest({ collection, filter, embedding, limit: wanted, isIndexed });
    });
    // Rounding may take a cosine beyond 1.
    return hits.map(({ memoryId, score }) => ({
      memoryId,
      score: Math.max(-1, Math.min(1, score)),
    }));
  }

  async upsert(
    collection: VectorCollection,
    entries: readonly VectorEntry[],
    signal: AbortSignal,
  ): Promise<void> {
    requireEntries(collection, entries);
    // Of one memory the last vector counts; in one order for all, so that nobody waits in a circle.
    const latest = [...new Map(entries.map((entry) => [entry.memoryId, entry])).values()];
    latest.sort((a, b) => (a.memoryId < b.memoryId ? -1 : 1));
    for (const piece of piecesOf(latest, ROWS_WRITTEN))
      await this.of(collection, signal, () =>
        this.database.query(...upsertStatement(collection, piece)),
      );
    if (latest.length > 0)
      await this.of(collection, signal, () => this.indexes.noteWritten(collection, latest));
  }

  async delete(
    collection: VectorCollection,
    userId: string,
    memoryIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    requireUser({ userId });
    const sql = `DELETE FROM ${tableOf(collection)} WHERE user_id = $1 AND memory_id = ANY($2::uuid[])`;
    for (const ids of piecesOf(memoryIds.toSorted(), ROWS_DELETED))
      await this.of(collection, signal, () => this.database.query(sql, [userId, ids]));
  }

  async count(
    collection: VectorCollection,
    filter: VectorFilter,
    signal: AbortSignal,
  ): Promise<number> {
    requireUser(filter);
    const parameters: unknown[] = [];
    const sql = `SELECT count(*)::integer AS vectors FROM ${tableOf(collection)} WHERE ${whereOf(filter, parameters)}`;
    const [{ vectors }] = await this.of(collection, signal, () =>
      this.database.query<[{ vectors: number }]>(sql, parameters),
    );
    return vectors;
  }

  async *iterate(
    collection: VectorCollection,
    signal: AbortSignal,
  ): AsyncIterable<readonly VectorPlace[]> {
    const sql = `SELECT memory_id AS "memoryId", user_id AS "userId", space_id AS "spaceId",
        session_id AS "sessionId", kind, at
      FROM ${tableOf(collection)} WHERE memory_id > $1 ORDER BY memory_id LIMIT ${ROWS_READ}`;
    for (let after: string | undefined = FIRST_ID; after !== undefined;) {
      const places: readonly VectorPlace[] = await this.of(collection, signal, () =>
        this.database.query<VectorPlace[]>(sql, [after]),
      );
      if (places.length > 0) yield places;
      after = places.at(-1)?.memoryId;
    }
  }

  private hasIndex(
    collection: VectorCollection,
    { userId, spaceId, sessionId }: VectorFilter,
  ): Promise<boolean> {
    // A session has few enough to compare them all.
    return spaceId === undefined || sessionId !== undefined
      ? Promise.resolve(false)
      : this.indexes.has({ collection, userId, spaceId });
  }

  /** Works with a collection; what is known of it is forgotten when it turns out not to be there. */
  private async of<T>(
    { name }: VectorCollection,
    signal: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await whileWanted(work, signal);
    } catch (error) {
      if (isNotThere(error)) this.indexes.forget(name);
      throw error;
    }
  }

  /** Runs statements in a transaction, while nobody else does so under the same name. */
  private alone(
    name: string,
    work: (run: <T>(sql: string, parameters?: unknown[]) => Promise<T>) => Promise<void>,
  ): Promise<void> {
    return this.database.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`vectors in ${name}`]);
      await work((sql, parameters) => manager.query(sql, parameters));
    });
  }
}

function* piecesOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let first = 0; first < items.length; first += size) yield items.slice(first, first + size);
}
