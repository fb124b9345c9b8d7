import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../src/app.module.js';
import { Embedder } from '../../src/embeddings/index.js';
import { VectorCollections, VectorStore, type CollectionRow } from '../../src/vectors/index.js';
import { FakeEmbedder } from './fake-embedder.ts';
import { MemoryRoom, type Place } from './memory-room.ts';
import { poll } from './poll.ts';
import type { TestDatabase } from './test-database.ts';
import { HostileVectorStore } from './vectors/hostile-vector-store.ts';

/** Generous: on a busy machine everything takes its time. */
const WITHIN = { withinMs: 60_000 };

/** What an application may be given in place of fakes of its own. */
export interface Parts {
  readonly embedder?: FakeEmbedder;
  readonly store?: HostileVectorStore;
  readonly variables?: Readonly<Record<string, string>>;
}

/** The application with an embedder and a vector store that misbehave on demand. */
export class IndexingApp {
  private stopped: Promise<void> | undefined;

  private constructor(
    readonly app: INestApplication,
    readonly embedder: FakeEmbedder,
    readonly store: HostileVectorStore,
    readonly room: MemoryRoom,
  ) {}

  static async start(database: TestDatabase, parts: Parts = {}): Promise<IndexingApp> {
    const { embedder = new FakeEmbedder(), store = new HostileVectorStore(), variables } = parts;
    const settings = { ...(await database.settings()), ...variables };
    const module = await Test.createTestingModule({
      imports: [
        await AppModule.forRoot({ LOG_LEVEL: 'silent', LLM_AUTODETECT: 'false', ...settings }),
      ],
    })
      .overrideProvider(Embedder)
      .useValue(embedder)
      .overrideProvider(VectorStore)
      .useValue(store)
      .compile();
    const app = module.createNestApplication({ logger: false });
    await app.init();
    return new IndexingApp(app, embedder, store, MemoryRoom.in(app));
  }

  /** Stops it as a signal would; a second time it does nothing. */
  stop(): Promise<void> {
    return (this.stopped ??= this.app.close());
  }

  /** A new session of a new user. */
  async place(): Promise<Place> {
    return this.room.session(await this.room.space());
  }

  /** The collection of the model in use. */
  collection(): Promise<CollectionRow> {
    return this.app.get(VectorCollections).of(this.embedder.inUse);
  }

  /** Ids of the memories that have vectors in the collection in use, in the order in which they came. */
  async indexed(place?: Place): Promise<string[]> {
    const entries = this.store.entriesOf(await this.collection());
    return entries
      .filter(({ sessionId }) => place === undefined || sessionId === place.sessionId)
      .map(({ memoryId }) => memoryId);
  }

  /** Ids of the memories, in the order in which they were said. */
  async remembered(place?: Place): Promise<string[]> {
    const rows = await this.room.source.query<{ id: string }[]>(
      'SELECT id FROM memories WHERE $1::uuid IS NULL OR session_id = $1 ORDER BY number',
      [place?.sessionId ?? null],
    );
    return rows.map(({ id }) => id);
  }

  /** Waits until the collection of the model in use is complete and searched. */
  async ready(): Promise<void> {
    await poll(
      'the collection to be in use',
      async () => (await this.collection()).state === 'current',
      WITHIN,
    );
  }

  /** Waits until each memory has its vector, and no vector is left without its memory. */
  async inLine(place?: Place): Promise<void> {
    await poll(
      'vectors and memories to agree',
      async () => {
        const [memories, vectors] = [await this.remembered(place), await this.indexed(place)];
        return JSON.stringify(memories.toSorted()) === JSON.stringify(vectors.toSorted());
      },
      WITHIN,
    );
  }
}
