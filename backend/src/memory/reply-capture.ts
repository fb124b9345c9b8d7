import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { replyTerms } from './lexical/memory-key.js';

/** An assistant's answer to a message. */
export interface Reply {
  readonly userId: string;
  /** The person's message that it answers. */
  readonly messageId: string;
  readonly text: string;
}

/** Messages written by one statement. */
const AT_ONCE = 200;

/** They weigh as little as a term can, and are not counted as length: the memory is what the person said. */
const ADD = `
  INSERT INTO memory_terms (space_number, term, memory_number, frequency, length)
  SELECT spaces.number, entry.term, memories.number, 1, least(memories.length, 32767)
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS entry (user_id, message_id, term)
  JOIN memories ON memories.message_id = entry.message_id
    AND memories.user_id = entry.user_id AND memories.kind = 'turn'
  JOIN spaces ON spaces.id = memories.space_id
  ON CONFLICT DO NOTHING`;

/**
 * The same for one answer, as the end of the statement that keeps it.
 * @param terms parameter with what `replyTerms` gives; `answered` must be the statement's
 *   part with `user_id` and `message_id` of what was answered. A memory that is being moved just
 *   then goes without: nobody knows yet where its words belong.
 */
export const addReplyTerms = (terms: string): string => `
  INSERT INTO memory_terms (space_number, term, memory_number, frequency, length)
  SELECT spaces.number, entry.term, held.number, 1, least(held.length, 32767)
  FROM (
    SELECT memories.number, memories.length, memories.space_id
    FROM answered JOIN memories ON memories.message_id = answered.message_id
      AND memories.user_id = answered.user_id AND memories.kind = 'turn'
    FOR SHARE OF memories SKIP LOCKED
  ) AS held
  JOIN spaces ON spaces.id = held.space_id
  CROSS JOIN unnest(${terms}::text[]) AS entry (term)
  ON CONFLICT DO NOTHING`;

/** Lets messages be found by how an assistant answered them. */
@Injectable()
export class ReplyCapture {
  /**
   * Adds the terms of models' answers to the memories of the messages, in the caller's transaction. The
   * same answer again changes nothing; of another answer to the same message the terms come on top;
   * where the message is not remembered nothing is done.
   */
  async captureReplies(manager: EntityManager, replies: readonly Reply[]): Promise<void> {
    for (let start = 0; start < replies.length; start += AT_ONCE) {
      const entries = replies
        .slice(start, start + AT_ONCE)
        .flatMap(({ userId, messageId, text }) =>
          replyTerms(text).map((term) => ({ userId, messageId, term })),
        );
      if (entries.length === 0) continue;
      await manager.query(ADD, [
        entries.map(({ userId }) => userId),
        entries.map(({ messageId }) => messageId),
        entries.map(({ term }) => term),
      ]);
    }
  }
}
