import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { QUESTION_END } from './question.js';
import type { Question } from './recall-arm.js';

/** A question tells nothing about whoever asks it, and stays out. */
const NEWEST = `
  SELECT number
  FROM memories
  WHERE user_id = $1 AND space_id = $2 AND ($3::uuid IS NULL OR session_id = $3::uuid)
    AND text !~ '${QUESTION_END}'
  ORDER BY number DESC
  LIMIT $4`;

/** A memory by its number. */
export interface NewestHit {
  readonly number: number;
  /** In (0, 1]. */
  readonly score: number;
}

/** Finds what a person said last, for questions that no words lead to, such as "Who am I?". */
@Injectable()
export class NewestArm {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Scores fall evenly from 1, the newest, towards 0. */
  async find({ scope, sessionId }: Question, limit: number): Promise<readonly NewestHit[]> {
    const rows = await this.database.query<{ number: number }[]>(NEWEST, [
      scope.userId,
      scope.spaceId,
      sessionId ?? null,
      limit,
    ]);
    return rows.map(({ number }, index) => ({ number, score: 1 - index / rows.length }));
  }
}
