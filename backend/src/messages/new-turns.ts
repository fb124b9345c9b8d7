import { planKept, type Statement } from '../database/index.js';
import { titleFrom } from '../sessions/index.js';

/** A message to write, with the place for its answer. */
export interface NewTurn {
  readonly userId: string;
  readonly sessionId: string;
  readonly messageId: string;
  readonly answerId: string;
  readonly requestId: string;
  readonly text: string;
}

/** Where in which conversation a message came to stand. */
export interface TurnPlace {
  readonly messageId: string;
  readonly spaceId: string;
  readonly parentId: string | null;
  /** Of the message; its answer is one deeper. */
  readonly depth: number;
}

/**
 * All in one statement. Conversations that somebody else holds are left out rather than waited for, and
 * so is what the statement cannot be sure of, since it sees the rows as they were when it began: a
 * request id that was used, a last message that was not there yet.
 */
const WRITE = planKept(`
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[])
      AS given (user_id, session_id, message_id, answer_id, request_id, text, title)
  ), held AS MATERIALIZED (
    SELECT sessions.id, sessions.user_id, sessions.space_id, sessions.head_id
    FROM sessions JOIN given ON sessions.id = given.session_id AND sessions.user_id = given.user_id
    FOR UPDATE OF sessions SKIP LOCKED
  ), placed AS MATERIALIZED (
    SELECT given.*, held.space_id, held.head_id, coalesce(last.depth, 0) + 1 AS depth
    FROM given
    JOIN held ON held.id = given.session_id AND held.user_id = given.user_id
    LEFT JOIN messages AS last ON last.id = held.head_id AND last.user_id = given.user_id
    WHERE (held.head_id IS NULL OR last.id IS NOT NULL) AND NOT EXISTS (
      SELECT FROM messages AS known
      WHERE known.user_id = given.user_id AND known.request_id = given.request_id
    )
  ), written AS (
    INSERT INTO messages
      (id, user_id, session_id, parent_id, depth, role, text, status, request_id, created_at)
    SELECT message_id, user_id, session_id, head_id, depth, 'user', text, 'complete', request_id,
      $8::timestamptz
    FROM placed
    UNION ALL
    SELECT answer_id, user_id, session_id, message_id, depth + 1, 'assistant', '', 'streaming', NULL,
      $8::timestamptz
    FROM placed
  ), advanced AS (
    UPDATE sessions SET head_id = placed.answer_id, updated_at = $8::timestamptz,
      title = coalesce(sessions.title, placed.title)
    FROM placed WHERE sessions.id = placed.session_id AND sessions.user_id = placed.user_id
  )
  SELECT message_id AS "messageId", space_id AS "spaceId", head_id AS "parentId", depth FROM placed`);

/**
 * Writes messages of many conversations at once, each with the place for its answer.
 *
 * The statement gives a `TurnPlace` for those that were written. The others can only be told of one by one:
 * the conversation is missing or held by somebody, or the request is known. It fails, and writes none, when
 * a row is there already, or went.
 * @param turns at most one of a conversation.
 * @param at when they were said.
 */
export const newTurns = (turns: readonly NewTurn[], at: Date): Statement => ({
  text: WRITE,
  values: [
    turns.map(({ userId }) => userId),
    turns.map(({ sessionId }) => sessionId),
    turns.map(({ messageId }) => messageId),
    turns.map(({ answerId }) => answerId),
    turns.map(({ requestId }) => requestId),
    turns.map(({ text }) => text),
    turns.map(({ text }) => titleFrom(text)),
    at,
  ],
});
