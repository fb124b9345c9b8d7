import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnModuleInit,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { PgBoss } from 'pg-boss';
import { DataSource } from 'typeorm';
import { RoleSettings } from '../config/index.js';
import { onPool } from './job-database.js';

/** The schema of the jobs' tables; pg-boss makes it and keeps it up to date. */
export const SCHEMA = 'jobs';
/** The queue in which jobs lie that were given up. */
export const DEAD = 'dead';
/** Seconds that what was done is kept. */
export const KEEP_DONE = 3_600;

/** Seconds that what was given up is kept: ten years. */
const KEEP_DEAD = 3_650 * 86_400;
/** Seconds between two looks for jobs whose process has died. */
const SUPERVISION = 15;
/** Milliseconds that running jobs may take to finish when the process stops; then they are given back. */
const LAST_WORDS = 5_000;
/** Tries at the schema: of two processes that make it at the same moment the later one finds it made. */
const STARTS = 3;

/** pg-boss on our own connections, from the first request to the end of the last job. */
@Injectable()
export class JobBoss extends PgBoss implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobBoss.name);
  private readonly stopping = new AbortController();

  constructor(@InjectDataSource() database: DataSource, { role }: RoleSettings) {
    super({
      db: onPool(database),
      schema: SCHEMA,
      supervise: role !== 'api',
      superviseIntervalSeconds: SUPERVISION,
      monitorIntervalSeconds: SUPERVISION,
      maintenanceIntervalSeconds: KEEP_DONE,
      // What is not used, or does not change, would only keep the database busy.
      queueCacheIntervalSeconds: KEEP_DONE,
      flowIntervalSeconds: KEEP_DONE,
      bamIntervalSeconds: KEEP_DONE,
      schedule: false,
      registerInstance: false,
      reindex: false,
      monitorVacuum: false,
      openTelemetry: { enabled: false },
    });
    this.on('error', (err) => {
      this.logger.warn({ err }, 'the job queue met a fault');
    });
    this.on('warning', (warning) => {
      this.logger.warn({ warning }, 'the job queue warns');
    });
  }

  async onModuleInit(): Promise<void> {
    await this.start({ attempts: STARTS });
    await this.createQueue(DEAD, { retentionSeconds: KEEP_DEAD });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort(new Error('The process stops'));
    await this.stop({ graceful: true, timeout: LAST_WORDS });
  }

  /** Aborted once the process stops. */
  get stopSignal(): AbortSignal {
    return this.stopping.signal;
  }
}
