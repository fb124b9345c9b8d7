import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DEAD, SCHEMA } from './job-boss.js';

/** How many jobs there are, of all queues together. */
export interface JobNumbers {
  /** Not begun, or to be tried again. */
  readonly waiting: number;
  readonly running: number;
  /** Given up. */
  readonly dead: number;
  /** When the oldest job that is not done was sent; null when all are. */
  readonly oldest: Date | null;
}

/** Counts jobs as they are now; pg-boss's own figures are up to a minute old. */
@Injectable()
export class JobCounts {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async numbers(): Promise<JobNumbers> {
    const [numbers] = await this.database.query<[JobNumbers]>(
      `SELECT count(*) FILTER (WHERE name <> $1 AND state < 'active')::integer AS waiting,
              count(*) FILTER (WHERE name <> $1 AND state = 'active')::integer AS running,
              count(*) FILTER (WHERE name = $1)::integer AS dead,
              min(created_on) FILTER (WHERE name <> $1) AS oldest
       FROM ${SCHEMA}.job WHERE state < 'completed'`,
      [DEAD],
    );
    return numbers;
  }

  /** When the oldest job of a queue that is not done was sent; null when all are. */
  async oldestOf(queue: string): Promise<Date | null> {
    const [{ oldest }] = await this.database.query<[{ oldest: Date | null }]>(
      `SELECT min(created_on) AS oldest FROM ${SCHEMA}.job WHERE name = $1 AND state < 'completed'`,
      [queue],
    );
    return oldest;
  }
}
