import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DatabaseSettings } from '../config/index.js';

/** Captures between two runs, at least. */
const INTERVAL = 500;
/** And at least this share of all memories, as PostgreSQL's own autovacuum does. */
const SHARE = 0.1;

/** What a capture writes to or checks. */
const TABLES = 'memories, memory_terms, messages, sessions';

/**
 * Does for the embedded database what a server's autovacuum does. Without it each posting costs a
 * visit to its table row, so that recall over 100,000 memories takes ten times as long, and the
 * planner, for want of figures, checks a memory's foreign key by walking through all messages of the
 * user (decision 0009).
 */
@Injectable()
export class TableUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(TableUpkeep.name);
  private captures = 0;
  private due = INTERVAL;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly settings: DatabaseSettings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.url === undefined) this.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.due = Infinity;
    await this.running;
  }

  /** Counts a capture; now and then that starts a run in the background. */
  noteCapture(): void {
    this.captures++;
    if (this.settings.url === undefined && this.captures >= this.due) this.start();
  }

  private start(): void {
    this.captures = 0;
    this.due = Infinity;
    this.running = this.tidy().then(
      (memories) => {
        this.due = Math.max(INTERVAL, memories * SHARE);
      },
      (err: unknown) => {
        // Recall is slower without it and no less right; the next run may succeed.
        this.logger.warn({ err }, 'the tables of the memory could not be tidied');
        this.due = INTERVAL;
      },
    );
  }

  /** @returns how many memories there are, about. */
  private async tidy(): Promise<number> {
    await this.database.query(`VACUUM (ANALYZE) ${TABLES}`);
    const [table] = await this.database.query<[{ rows: number }]>(
      "SELECT reltuples::float8 AS rows FROM pg_class WHERE oid = 'memories'::regclass",
    );
    return table.rows;
  }
}
