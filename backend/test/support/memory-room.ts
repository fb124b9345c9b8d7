import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Memory } from '../../src/memory/memory.entity.js';
import { MemoryAllowance } from '../../src/memory/memory-allowance.js';
import { type Captured, MemoryCapture } from '../../src/memory/memory-capture.js';
import { MemoryRecall } from '../../src/memory/memory-recall.js';
import { CorpusStatistics } from '../../src/memory/lexical/corpus-statistics.js';
import { TableUpkeep } from '../../src/memory/table-upkeep.js';
import { LexicalArm } from '../../src/memory/lexical/lexical-arm.js';
import { MemoryRows } from '../../src/memory/recall/memory-rows.js';
import { NewestArm } from '../../src/memory/recall/newest-arm.js';
import type { RecalledMemory, RecallQuery } from '../../src/memory/recalled-memory.js';
import type { MemorySettings } from '../../src/config/index.js';
import { ManagedDataSource } from '../../src/database/index.js';
import { newId, type Scope } from '../../src/shared/index.js';
import { IndexJobs } from '../../src/indexing/index.js';
import { JobBoss } from '../../src/jobs/job-boss.js';
import { Jobs } from '../../src/jobs/index.js';
import { NoVectorStore } from '../../src/vectors/no-vector-store.js';
import type { TestDatabase } from './test-database.ts';

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

const UNLIMITED: MemorySettings = { maxChars: Infinity, maxMemories: Infinity };
const NOON = new Date('2026-03-02T12:00:00Z');

/** The memory room on a database of its own, with the rows that it hangs on made by hand. */
export class MemoryRoom {
  private constructor(
    readonly source: DataSource,
    readonly capture: MemoryCapture,
    readonly memory: MemoryRecall,
  ) {}

  /** @param limits on what is remembered; none unless given. */
  static async open(database: TestDatabase, limits = UNLIMITED): Promise<MemoryRoom> {
    const { DATABASE_URL: url, DATA_DIR: folder } = await database.settings();
    const settings = { url, folder, poolSize: 2 };
    const source = await ManagedDataSource.open(settings, [Memory]);
    const capture = new MemoryCapture(
      limits,
      new MemoryAllowance(limits),
      new TableUpkeep(source, settings),
      noIndexJobs(source),
    );
    const arm = new LexicalArm(source, new CorpusStatistics(source));
    return new MemoryRoom(
      source,
      capture,
      new MemoryRecall(arm, new NewestArm(source), new MemoryRows(source)),
    );
  }

  /** The one of a running application. */
  static in(app: INestApplicationContext): MemoryRoom {
    return new MemoryRoom(app.get(DataSource), app.get(MemoryCapture), app.get(MemoryRecall));
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

  async answer(place: Place, messageId: string, text: string): Promise<void> {
    await this.insertMessage(newId(), place, messageId, 'assistant', text);
  }

  async recall(scope: Scope, text: string, more: Partial<RecallQuery> = {}) {
    const { userId, spaceId } = scope;
    const query = { userId, spaceId, text, limit: 20, tokenBudget: 10_000, ...more };
    return (await this.memory.recall(query)).items;
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
const noIndexJobs = (source: ManagedDataSource): IndexJobs =>
  new IndexJobs(
    new Jobs(new JobBoss(source, { role: 'api' }), source),
    new NoVectorStore('a test has none'),
  );

/** What stands in recalled memories, best first. */
export const textsOf = (memories: readonly RecalledMemory[]): string[] =>
  memories.map(({ text }) => text);
