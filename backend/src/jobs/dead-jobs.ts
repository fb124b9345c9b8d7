import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { decodeCursor, encodeCursor, type Page } from '../shared/index.js';
import { DEAD, JobBoss, SCHEMA } from './job-boss.js';

/** A job that was given up. */
export interface DeadJob {
  readonly id: string;
  /** The queue that it was in. */
  readonly queue: string;
  /** What it was about: ids. */
  readonly data: object;
  readonly attempts: number;
  /** Why its last attempt failed. */
  readonly reason: string;
  /** When it was given up. */
  readonly at: Date;
}

/** Most jobs that one statement puts back. */
const AT_ONCE = 1_000;

/** Jobs that were given up: to look at, and to try again. */
@Injectable()
export class DeadJobs {
  constructor(
    private readonly boss: JobBoss,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /**
   * One page, the oldest first.
   * @param limit 1 to 100.
   * @throws {DomainError} `invalid_cursor`.
   */
  async list(limit: number, cursor?: string): Promise<Page<DeadJob>> {
    const after = cursor === undefined ? BEGINNING : decodeCursor(cursor, ['time', 'id']);
    const found = await this.database.query<Row[]>(PAGE, [DEAD, ...after, limit + 1]);
    const items = found.slice(0, limit).map(toDeadJob);
    const last = items.at(-1);
    const more = found.length > limit && last;
    return { items, nextCursor: more ? encodeCursor([last.at.toISOString(), last.id]) : null };
  }

  /**
   * Puts jobs back into their queues, to be tried as if they were new.
   * @param ids which; all when left out.
   * @returns how many.
   */
  async redrive(ids?: readonly string[]): Promise<number> {
    let moved = 0;
    for (;;) {
      const now = await this.boss.redrive(DEAD, { limit: AT_ONCE, ...(ids && { ids: [...ids] }) });
      moved += now;
      if (now < AT_ONCE) return moved;
    }
  }
}

const BEGINNING = ['-infinity', '00000000-0000-0000-0000-000000000000'] as const;

const PAGE = `
  SELECT id, source_name AS queue, data, source_retry_count AS retries, source_output AS output,
         date_trunc('milliseconds', created_on) AS at
  FROM ${SCHEMA}.job
  WHERE name = $1 AND state < 'completed'
    AND (date_trunc('milliseconds', created_on), id) > ($2::timestamptz, $3::uuid)
  ORDER BY at, id LIMIT $4`;

interface Row {
  readonly id: string;
  readonly queue: string;
  readonly data: object;
  readonly retries: number;
  readonly output: object | null;
  readonly at: Date;
}

const toDeadJob = ({ retries, output, ...row }: Row): DeadJob => ({
  ...row,
  attempts: retries + 1,
  reason: reasonIn(output),
});

/** Ours says `reason`; pg-boss says `message` of what was thrown, and wraps it where a run took too long. */
function reasonIn(output: object | null): string {
  if (output === null) return 'unknown';
  const { reason, message, value } = output as Readonly<Record<string, unknown>>;
  if (typeof reason === 'string') return reason;
  if (typeof message === 'string') return message;
  return typeof value === 'object' ? reasonIn(value) : 'unknown';
}
