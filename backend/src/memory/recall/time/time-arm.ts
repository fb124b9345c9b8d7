import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Scope } from '../../../shared/index.js';
import { DAY_MS, type Period } from './period.js';

/** Of longer periods the newest memories are no better than any others. */
const LONGEST = 31 * DAY_MS;

const WITHIN = `
  SELECT number FROM memories
  WHERE user_id = $1 AND space_id = $2 AND at >= $3 AND at < $4
    AND ($5::uuid IS NULL OR session_id = $5::uuid)
  ORDER BY at DESC, number DESC
  LIMIT $6`;

/** Finds what was said at a time: "What did I do yesterday?" has no words that lead there. */
@Injectable()
export class TimeArm {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @returns numbers of memories, the newest first; none for a period of more than a month. */
  async find(
    { from, to }: Period,
    { userId, spaceId }: Scope,
    sessionId: string | undefined,
    limit: number,
  ): Promise<readonly number[]> {
    if (!from || to.getTime() - from.getTime() > LONGEST) return [];
    const rows = await this.database.query<{ number: number }[]>(WITHIN, [
      userId,
      spaceId,
      from,
      to,
      sessionId ?? null,
      limit,
    ]);
    return rows.map(({ number }) => number);
  }
}
