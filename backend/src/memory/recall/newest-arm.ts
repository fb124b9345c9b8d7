import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { QUESTION_END } from './question.js';
import type { Hit, Question, RecallArm } from './recall-arm.js';

/** A question tells nothing about whoever asks it, and stays out. */
const NEWEST = `
  SELECT id AS "memoryId"
  FROM memories
  WHERE user_id = $1 AND space_id = $2 AND ($3::uuid IS NULL OR session_id = $3::uuid)
    AND text !~ '${QUESTION_END}'
  ORDER BY number DESC
  LIMIT $4`;

/** Finds what a person said last, for questions that no words lead to, such as "Who am I?". */
@Injectable()
export class NewestArm implements RecallArm {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Scores fall evenly from 1, the newest, towards 0. */
  async find({ scope, sessionId }: Question, limit: number): Promise<readonly Hit[]> {
    const rows = await this.database.query<{ memoryId: string }[]>(NEWEST, [
      scope.userId,
      scope.spaceId,
      sessionId ?? null,
      limit,
    ]);
    return rows.map(({ memoryId }, index) => ({ memoryId, score: 1 - index / rows.length }));
  }
}
