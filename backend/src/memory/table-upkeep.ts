import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DatabaseSettings } from '../config/index.js';

/** Captures after which the tables are looked at: with no figures yet, a turn of the first 500 takes twice as long. */
const CAPTURES = 50;
/** Milliseconds until then: whoever spoke is answered first. */
const DELAY = 2_000;
/** Milliseconds after which they are looked at in any case: jobs and vectors come without captures. */
const INTERVAL = 60_000;

/** Changed rows of a table that call for a run, at least. */
const LEAST = 250;
/** And at least this share of its rows, as PostgreSQL's own autovacuum does. */
const SHARE = 0.1;

/** Every table, with how many rows were changed since it was tidied and since it was looked through. */
const CHANGES = `
  SELECT relid::regclass::text AS name, reltuples::float8 AS rows,
    (n_dead_tup + n_ins_since_vacuum)::float8 AS untidy, n_mod_since_analyze::float8 AS unseen
  FROM pg_stat_user_tables JOIN pg_class ON pg_class.oid = relid
  ORDER BY name`;

interface Changes {
  readonly name: string;
  /** About; below 0 where nobody has counted them yet. */
  readonly rows: number;
  readonly untidy: number;
  readonly unseen: number;
}

/**
 * Does for the embedded database what a server's autovacuum does, for all of its tables: those of
 * memory, of vectors and of jobs. Without it each posting costs a visit to its table row, so that
 * recall over 100,000 memories takes ten times as long, and the planner, for want of figures, checks a
 * memory's foreign key by walking through all messages of the user (decision 0009).
 */
@Injectable()
export class TableUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(TableUpkeep.name);
  private captures = 0;
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private isStopped = false;
  private running: Promise<void> | undefined;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly settings: DatabaseSettings,
  ) {}

  /** What was changed before the start nobody has counted: it begins with all tables. */
  onApplicationBootstrap(): void {
    if (this.settings.url !== undefined) return;
    this.start(true);
    this.timer = setInterval(() => {
      this.start();
    }, INTERVAL).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    clearTimeout(this.soon);
    await this.running;
  }

  /** Counts a capture; now and then that starts a run in the background. */
  noteCapture(): void {
    this.captures++;
    if (this.settings.url !== undefined || this.captures < CAPTURES || this.isStopped) return;
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.start();
    }, DELAY).unref();
  }

  private start(isFirst = false): void {
    if (this.isStopped || this.running) return;
    this.captures = 0;
    this.running = this.tidy(isFirst)
      .catch((err: unknown) => {
        // Recall is slower without it and no less right; the next run may succeed.
        this.logger.warn({ err }, 'the tables could not be tidied');
      })
      .finally(() => (this.running = undefined));
  }

  /** Table by table, so that others need not wait for all of them. */
  private async tidy(isFirst: boolean): Promise<void> {
    // The embedded database, which is never idle, would keep its counts to itself.
    await this.database.query('SELECT pg_stat_force_next_flush()');
    for (const table of await this.database.query<Changes[]>(CHANGES)) {
      const due = isFirst ? 0 : Math.max(LEAST, table.rows * SHARE);
      // The names come from the catalog, quoted where they have to be.
      if (table.unseen >= due) await this.database.query(`VACUUM (ANALYZE) ${table.name}`);
      else if (table.untidy >= due) await this.database.query(`VACUUM ${table.name}`);
      if (this.isStopped) return;
    }
  }
}
