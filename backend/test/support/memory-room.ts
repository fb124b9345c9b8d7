import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Memory } from '../../src/memory/memory.entity.js';
import { MemoryAllowance } from '../../src/memory/memory-allowance.js';
import { type Captured, MemoryCapture } from '../../src/memory/memory-capture.js';
import { MemoryRecall } from '../../src/memory/memory-recall.js';
import { CorpusStatistics } from '../../src/memory/lexical/corpus-statistics.js';
import { TableUpkeep } from '../../src/memory/table-upkeep.js';
import { LexicalArm } from '../../src/memory/lexical/lexical-arm.js';
import { CandidateSearch } from '../../src/memory/recall/candidate-search.js';
import { MeaningArm, MeaningPatience } from '../../src/memory/recall/meaning-arm.js';
import { MemoryRows } from '../../src/memory/recall/memory-rows.js';
import { NewestArm } from '../../src/memory/recall/newest-arm.js';
import { TimeArm } from '../../src/memory/recall/time/time-arm.js';
import type {
  RecalledMemory,
  Recollection,
  RecallQuery,
} from '../../src/memory/recalled-memory.js';
import { ReplyCapture } from '../../src/memory/reply-capture.js';
import { Embedder } from '../../src/embeddings/index.js';
import { documentText } from '../../src/indexing/document-text.js';
import { VectorCollections, VectorStore } from '../../src/vectors/index.js';
import type { MemorySettings, VectorSettings } from '../../src/config/index.js';
import { ManagedDataSource } from '../../src/database/index.js';
import { newId, type Scope } from '../../src/shared/index.js';
import { IndexJobs } from '../../src/indexing/index.js';
import { JobBoss } from '../../src/jobs/job-boss.js';
import { Jobs } from '../../src/jobs/index.js';
import { NoVectorStore } from '../../src/vectors/no-vector-store.js';
import { settingsOf } from './open-database.ts';
import type { TestDatabase } from './test-database.ts';
import { WordsEmbedder } from './words-embedder.ts';

/** Where something is said. */
export interface Place extends Scope {
  readonly sessionId: string;
}

/** Something said somewhere. */
export interface Said {
  readonly place: Place;
  readonly text: string;
  readonly speaker?: string;
}

/** What a room is made with, besides its database. */
export interface RoomOptions {
  /** On what is remembered; none unless given. */
  readonly limits?: MemorySettings;
  /** Without them, recall is by words. */
  readonly store?: VectorStore;
  readonly embedder?: Embedder;
  readonly patience?: MeaningPatience;
}

const UNLIMITED: MemorySettings = { maxChars: Infinity, maxMemories: Infinity };
const NO_MILVUS: VectorSettings = { milvusAddress: undefined, milvusToken: undefined };
const NOON = new Date('2026-03-02T12:00:00Z');

/** The memory room on a database of its own, with the rows that it hangs on made by hand. */
export class MemoryRoom {
  readonly replies = new ReplyCapture();

  private constructor(
    readonly source: DataSource,
    readonly capture: MemoryCapture,
    readonly memory: MemoryRecall,
    private readonly vectors: {
      readonly store: VectorStore;
      readonly embedder: Embedder;
      readonly collections: VectorCollections;
    },
  ) {}

  static async open(database: TestDatabase, options: RoomOptions = {}): Promise<MemoryRoom> {
    const { limits = UNLIMITED, store = new NoVectorStore('a test has none') } = options;
    const { embedder = new WordsEmbedder(), patience = new MeaningPatience() } = options;
    const settings = await settingsOf(database);
    const source = await ManagedDataSource.open(settings, [Memory]);
    const upkeep = new TableUpkeep(source, settings);
    const jobs = noIndexJobs(source);
    const capture = new MemoryCapture(limits, new MemoryAllowance(limits), upkeep, jobs);
    const collections = new VectorCollections(source, NO_MILVUS, settings);
    const rows = new MemoryRows(source);
    const search = new CandidateSearch(
      new LexicalArm(source, new CorpusStatistics(source)),
      new MeaningArm(embedder, collections, store, patience),
      new TimeArm(source),
      rows,
    );
    const memory = new MemoryRecall(search, new NewestArm(source), rows);
    return new MemoryRoom(source, capture, memory, { store, embedder, collections });
  }

  /** The one of a running application. */
  static in(app: INestApplicationContext): MemoryRoom {
    return new MemoryRoom(app.get(DataSource), app.get(MemoryCapture), app.get(MemoryRecall), {
      store: app.get(VectorStore),
      embedder: app.get(Embedder),
      collections: app.get(VectorCollections),
    });
  }

  close(): Promise<void> {
    return this.source.destroy();
  }

  async user(): Promise<string> {
    const id = newId();
    await this.source.query('INSERT INTO users VALUES ($1, $2, now())', [id, 'Somebody']);
    return id;
  }

  /** A space of a user, of a new one when none is given. */
  async space(userId?: string): Promise<Scope> {
    const scope = { userId: userId ?? (await this.user()), spaceId: newId() };
    await this.source.query(
      'INSERT INTO spaces (id, user_id, name, created_at) VALUES ($1, $2, $3, now())',
      [scope.spaceId, scope.userId, `Space ${scope.spaceId}`],
    );
    return scope;
  }

  async session({ userId, spaceId }: Scope, title: string | null = null): Promise<Place> {
    const place = { userId, spaceId, sessionId: newId() };
    await this.source.query(
      `INSERT INTO sessions (id, user_id, space_id, title, external_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $1::uuid::text, now(), now())`,
      [place.sessionId, userId, spaceId, title],
    );
    return place;
  }

  /** Says something in a session. @returns the message's id. */
  async say(place: Place, text: string, at = NOON): Promise<string> {
    const id = newId();
    await this.insertMessage(id, place, null, 'user', text);
    await this.remember(place, id, text, at);
    return id;
  }

  /** Says many things at once, in their order. */
  async sayAll(said: readonly Said[], at = NOON): Promise<readonly Captured[]> {
    const messages = said.map((one) => ({ ...one.place, ...one, id: newId(), at }));
    for (const { id, place, text } of messages)
      await this.insertMessage(id, place, null, 'user', text);
    return this.source.transaction((manager) => this.capture.captureAll(manager, messages));
  }

  /** Captures a message that is there already. */
  remember(place: Place, messageId: string, text: string, at = NOON): Promise<Captured> {
    return this.source.transaction((manager) =>
      this.capture.capture(manager, { ...place, id: messageId, text, at }),
    );
  }

  /** Answers a message, which can then be found by the answer, too. @returns the answer's id. */
  async answer(place: Place, messageId: string, text: string): Promise<string> {
    const id = newId();
    await this.insertMessage(id, place, messageId, 'assistant', text);
    await this.source.transaction((manager) =>
      this.replies.captureReplies(manager, [{ userId: place.userId, messageId, text }]),
    );
    return id;
  }

  /** Gives all memories of a space their vectors, where there is a store. */
  async embed(scope: Scope): Promise<void> {
    const { store, embedder, collections } = this.vectors;
    if (!store.exists) return;
    const signal = AbortSignal.timeout(60_000);
    const model = await embedder.model(signal);
    const collection = await collections.of(model);
    await store.prepare(collection, signal);
    if (collection.state !== 'current') await collections.promote(collection.id);
    const memories = await this.source.query<EmbeddedRow[]>(EMBEDDED, [
      scope.userId,
      scope.spaceId,
    ]);
    const texts = memories.map(documentText);
    const vectors = await embedder.embed(texts, 'document', signal);
    const entries = memories.map((memory, index) => ({
      ...memory,
      ...scope,
      kind: 'turn',
      embedding: vectors[index] ?? new Float32Array(),
    }));
    await store.upsert(collection, entries, signal);
  }

  async recall(scope: Scope, text: string, more: Partial<RecallQuery> = {}) {
    return (await this.recollect(scope, text, more)).items;
  }

  recollect(
    { userId, spaceId }: Scope,
    text: string,
    more: Partial<RecallQuery> = {},
  ): Promise<Recollection> {
    return this.memory.recall({ userId, spaceId, text, limit: 20, tokenBudget: 10_000, ...more });
  }

  private async insertMessage(
    id: string,
    { userId, sessionId }: Place,
    parentId: string | null,
    role: string,
    text: string,
  ): Promise<void> {
    await this.source.query(
      `INSERT INTO messages
         (id, user_id, session_id, parent_id, depth, role, text, status, external_id, created_at)
       VALUES ($1, $2, $3, $4, 0, $5, $6, 'complete', $1::uuid::text, now())`,
      [id, userId, sessionId, parentId, role, text],
    );
  }
}

/** Sends nothing, since there are no vectors. */
export const noIndexJobs = (source: DataSource): IndexJobs =>
  new IndexJobs(
    new Jobs(new JobBoss(source, { role: 'api' }), source),
    new NoVectorStore('a test has none'),
  );

interface EmbeddedRow {
  readonly memoryId: string;
  readonly sessionId: string;
  readonly at: Date;
  readonly text: string;
  readonly speaker: string | null;
  readonly previous: { readonly text: string; readonly speaker: string | null } | null;
}

const EMBEDDED = `
  SELECT id AS "memoryId", session_id AS "sessionId", at, text, speaker,
    (SELECT json_build_object('text', text, 'speaker', speaker) FROM memories AS earlier
      WHERE earlier.session_id = memories.session_id AND earlier.number < memories.number
      ORDER BY number DESC LIMIT 1) AS previous
  FROM memories WHERE user_id = $1 AND space_id = $2`;

/** What stands in recalled memories, best first. */
export const textsOf = (memories: readonly RecalledMemory[]): string[] =>
  memories.map(({ text }) => text);
