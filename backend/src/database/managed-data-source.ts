import { DataSource, type DataSourceOptions, MigrationExecutor } from 'typeorm';
import type { DatabaseSettings } from '../config/index.js';
import { DomainError, type InUse } from '../shared/index.js';
import { CommitSubscriber } from './after-commit.js';
import { EmbeddedServer } from './embedded/embedded-server.js';
import { PlanKeepingClient } from './plan-keeping-client.js';
import { FirstSchema1764028800000 } from './migrations/1764028800000-first-schema.js';
import { MemoryEngine1764115200000 } from './migrations/1764115200000-memory-engine.js';
import { ImportSpaces1764201600000 } from './migrations/1764201600000-import-spaces.js';
import { AnswerStreams1764288000000 } from './migrations/1764288000000-answer-streams.js';
import { ChangedSpaces1764374400000 } from './migrations/1764374400000-changed-spaces.js';
import { CONNECT_TIMEOUT, isAway, reasonOf, untilReachable } from './reaching.js';
import { SnakeNaming } from './snake-naming.js';
import { SteadyClient } from './steady-client.js';
import { withoutTimeLimit } from './without-time-limit.js';

/** Every migration, oldest first. */
const MIGRATIONS = [
  FirstSchema1764028800000,
  MemoryEngine1764115200000,
  ImportSpaces1764201600000,
  AnswerStreams1764288000000,
  ChangedSpaces1764374400000,
];

/** Key of the advisory lock that lets only one process migrate at a time. */
const MIGRATION_LOCK = 7_301_636;

/** Milliseconds that a server's word may take to get here, besides its own limit for a statement. */
const WAY = 5_000;

/** Connections within the process cost nothing, and a new one would have to plan all anew. */
const EMBEDDED_POOL = { Client: PlanKeepingClient, idleTimeoutMillis: 0 };

type Entities = NonNullable<DataSourceOptions['entities']>;

/** The database with what runs below it: destroying it stops an embedded server last. */
export class ManagedDataSource extends DataSource {
  private constructor(
    options: DataSourceOptions,
    private readonly server: EmbeddedServer | undefined,
    /** What is in use, for the start lines and the status. */
    readonly inUse: InUse,
  ) {
    super(options);
  }

  /**
   * Starts or reaches the database and brings its schema up to date. A server that is away is waited
   * for.
   * @throws {DomainError} `database_unreachable`, or what `EmbeddedServer.start` throws.
   */
  static async open(settings: DatabaseSettings, entities: Entities): Promise<ManagedDataSource> {
    for (;;) {
      if (settings.url) await untilReachable(settings.url, tell);
      try {
        return await ManagedDataSource.openNow(settings, entities);
      } catch (error) {
        // It went away once more.
        const { cause } = error as Error;
        if (!settings.url || !isAway(cause)) throw error;
      }
    }
  }

  private static async openNow(
    settings: DatabaseSettings,
    entities: Entities,
  ): Promise<ManagedDataSource> {
    const server = settings.url
      ? undefined
      : await EmbeddedServer.start(settings.folder, settings.poolSize + 5);
    const source = new ManagedDataSource(
      {
        type: 'postgres',
        ...(server
          ? { ...server.address, username: 'postgres', database: 'postgres' }
          : { url: settings.url ?? '' }),
        entities,
        migrations: MIGRATIONS,
        namingStrategy: new SnakeNaming(),
        installExtensions: false,
        connectTimeoutMS: CONNECT_TIMEOUT,
        poolSize: settings.poolSize,
        extra: {
          pipeline: true,
          statement_timeout: settings.statementMs,
          ...connectionsOf(settings),
        },
        logging: false,
      },
      server,
      describe(settings),
    );
    try {
      await source.initialize();
      source.subscribers.push(new CommitSubscriber());
      await source.migrate();
    } catch (cause) {
      await source.destroy();
      throw unreachable(cause, settings);
    }
    return source;
  }

  override async destroy(): Promise<void> {
    if (this.isInitialized) await super.destroy();
    await this.server?.stop();
  }

  private async migrate(): Promise<void> {
    const lock = this.createQueryRunner();
    try {
      // Another process may take its time with a migration, and so may this one.
      await withoutTimeLimit(lock, async () => {
        await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
        const migrations = new MigrationExecutor(this, lock);
        migrations.transaction = 'each';
        await migrations.executePendingMigrations();
        await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      });
    } finally {
      await lock.release();
    }
  }
}

/** How connections are made, and for how long they wait. */
const connectionsOf = ({ url, keepsPlans, statementMs }: DatabaseSettings) =>
  url === undefined
    ? EMBEDDED_POOL
    : { Client: keepsPlans ? PlanKeepingClient : SteadyClient, answerWithin: statementMs + WAY };

const describe = (settings: DatabaseSettings): InUse =>
  settings.url
    ? { use: `PostgreSQL at ${new URL(settings.url).host}`, why: 'DATABASE_URL is set' }
    : {
        use: `embedded PostgreSQL (PGlite) in ${settings.folder}`,
        why: 'DATABASE_URL is not set',
      };

/** The log is not there yet. */
const tell = (words: string): void => {
  process.stderr.write(`${words}\n`);
};

function unreachable(cause: unknown, { url, folder }: DatabaseSettings): DomainError {
  const advice = url
    ? 'Check DATABASE_URL and that the server runs.'
    : `The data folder ${folder} may be damaged, or of a newer version; another DATA_DIR starts afresh.`;
  return new DomainError(
    'database_unreachable',
    503,
    `The database cannot be used (${reasonOf(cause)}). ${advice}`,
    { cause },
  );
}
