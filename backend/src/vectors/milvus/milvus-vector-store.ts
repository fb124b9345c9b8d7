import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
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
import { dropCollection, pointAlias } from './milvus-alias.js';
import { MilvusCalls } from './milvus-calls.js';
import { type MilvusAddress, MilvusConnection, type MilvusSession } from './milvus-connection.js';
import { type Condition, milvusFilter, NO_ID } from './milvus-filter.js';
import { type Prepared, prepareCollection } from './milvus-preparation.js';
import { count, firstPlaces, type MilvusRows, search } from './milvus-reading.js';
import { type MilvusReport, reportOn } from './milvus-report.js';
import { toConditions } from './milvus-rows.js';
import { MilvusUnavailable } from './milvus-unavailable.js';
import { remove, settle, upsert } from './milvus-writing.js';

/** Milliseconds that a search may take, unless somebody says otherwise. */
const SEARCH = 2_000;

/** What guards the requests where nothing else is given. */
const USUAL = { failMax: 5, parallel: 16, resetTimeout: 5_000 };

/** Milliseconds for a request that nobody waits for. */
const WORK = 30_000;

/** Numbers in one request to write; the SDK blocks the thread for as long as it takes to pack them. */
const NUMBERS = 100_000;

/** Ids in one request to delete. */
const IDS = 1_000;

/** Places in one page. */
const PAGE = 1_000;

/** Keeps the vectors in Milvus 2.3 or newer, standalone or cluster. */
export class MilvusVectorStore extends VectorStore implements OnModuleInit, OnApplicationShutdown {
  readonly exists = true;
  private readonly connection: MilvusConnection;
  private readonly prepared = new Map<string, Prepared>();
  private readonly mending = new Set<string>();

  /**
   * @param searchWithin milliseconds that a search may take: a turn waits for it.
   * @param calls leaves Milvus alone while it keeps failing.
   */
  constructor(
    private readonly milvus: MilvusAddress,
    private readonly searchWithin = SEARCH,
    private readonly calls = new MilvusCalls('vectors', USUAL),
  ) {
    super();
    this.connection = new MilvusConnection(milvus);
  }

  /** Begins to connect; the start of the process does not wait for it. */
  onModuleInit(): void {
    this.connection.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }

  /** Where it is, as configured. */
  get address(): string {
    return this.milvus.address;
  }

  /** Asks how Milvus and the collections in use are, for at most as many milliseconds; never throws. */
  report(milliseconds: number): Promise<MilvusReport> {
    return reportOn(this.connection, [...this.prepared.keys()], milliseconds);
  }

  describe(): InUse {
    const { state } = this.connection;
    const version = state.is === 'ready' ? ` ${state.server.version}` : '';
    const trouble = state.is === 'away' ? `; ${state.failure.message}` : '';
    return {
      use: `Milvus${version} at ${this.address}`,
      why: `MILVUS_ADDRESS is set${trouble}`,
    };
  }

  async prepare(collection: VectorCollection, signal: AbortSignal): Promise<void> {
    const prepared = await prepareCollection(this.connection, collection, signal);
    this.prepared.set(collection.name, prepared);
  }

  async activate(collection: VectorCollection, signal: AbortSignal): Promise<void> {
    await this.ask(collection, (session) => pointAlias(session, collection.name), signal);
  }

  async drop(name: string, signal: AbortSignal): Promise<void> {
    this.prepared.delete(name);
    await this.connection.call((session) => dropCollection(session, name), WORK, signal);
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
    const rows = this.rows(collection, toConditions(filter));
    if (limit < 1) return [];
    const ask = (session: MilvusSession) => search(session, rows, embedding, limit);
    return this.ask(collection, ask, signal, this.searchWithin);
  }

  async upsert(
    collection: VectorCollection,
    entries: readonly VectorEntry[],
    signal: AbortSignal,
  ): Promise<void> {
    requireEntries(collection, entries);
    // Of several for one memory the last one; Milvus would keep them all.
    const last = [...new Map(entries.map((entry) => [entry.memoryId, entry])).values()];
    const ids = last.map(({ memoryId }) => memoryId);
    const size = Math.max(1, Math.floor(NUMBERS / collection.dimensions));
    for (const some of chunks(last, size))
      await this.ask(collection, (session) => upsert(session, collection.name, some), signal);
    await this.settled(collection, ids, signal);
  }

  async delete(
    collection: VectorCollection,
    userId: string,
    memoryIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    requireUser({ userId });
    for (const some of chunks(memoryIds, IDS)) {
      const rows = this.rows(collection, [...toConditions({ userId }), isOneOf(some)]);
      const byIds = (ids: readonly string[]) => this.rows(collection, [isOneOf(ids)]);
      await this.ask(collection, (session) => remove(session, rows, byIds), signal);
    }
    await this.settled(collection, memoryIds, signal);
  }

  async count(
    collection: VectorCollection,
    filter: VectorFilter,
    signal: AbortSignal,
  ): Promise<number> {
    requireUser(filter);
    const rows = this.rows(collection, toConditions(filter));
    return this.ask(collection, (session) => count(session, rows), signal);
  }

  async *iterate(
    collection: VectorCollection,
    signal: AbortSignal,
  ): AsyncIterable<readonly VectorPlace[]> {
    let after: string | undefined = NO_ID;
    while (after !== undefined) {
      const rows = this.rows(collection, [{ field: 'id', is: '>', value: after }]);
      const page = await this.ask(collection, (s) => firstPlaces(s, rows, PAGE), signal);
      if (page.length > 0) yield page;
      after = page.at(-1)?.memoryId;
    }
  }

  private rows({ name }: VectorCollection, conditions: readonly Condition[]): MilvusRows {
    const templates = this.prepared.get(name)?.templates ?? false;
    return { collection_name: name, ...milvusFilter(conditions, templates) };
  }

  private async settled(
    collection: VectorCollection,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    if (ids.length === 0) return;
    const row = this.rows(collection, [isOneOf(ids.slice(0, 1))]);
    await this.ask(collection, (session) => settle(session, row), signal);
  }

  private async ask<T>(
    collection: VectorCollection,
    work: (session: MilvusSession) => Promise<T>,
    signal: AbortSignal,
    milliseconds = WORK,
  ): Promise<T> {
    try {
      return await this.calls.ask(() => this.connection.call(work, milliseconds, signal), signal);
    } catch (error) {
      this.mend(collection, error);
      throw error;
    }
  }

  /** A Milvus that started again may have to load the collection, or make it when its disk is new. */
  private mend(collection: VectorCollection, error: unknown): void {
    const { name } = collection;
    const broken =
      error instanceof MilvusUnavailable &&
      (error.code === 'milvus_not_loaded' || error.code === 'milvus_collection_missing');
    if (!broken || !this.prepared.has(name) || this.mending.has(name)) return;
    this.mending.add(name);
    this.prepare(collection, this.connection.open)
      // Not yet, then: the next call that fails tries again.
      .catch(() => undefined)
      .finally(() => this.mending.delete(name));
  }
}

const isOneOf = (ids: readonly string[]): Condition => ({ field: 'id', is: 'in', value: ids });

function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
