import type { EntityManager } from 'typeorm';
import { planKept } from '../database/index.js';
import type { Message } from './message.entity.js';

/** Where a walk towards the first message begins and how far it goes. */
export interface PathQuery {
  readonly userId: string;
  readonly sessionId: string;
  readonly fromId: string;
  readonly limit: number;
}

/** A message as prompts need it: without what an answer was made from, which is far longer than its text. */
export type SpokenText = Pick<Message, 'id' | 'role' | 'text'>;

/** Walks up with those columns, so that what nobody asks for is not carried along. */
const upwards = (...columns: readonly (keyof SpokenText)[]): string =>
  planKept(`WITH RECURSIVE path (${columns.join(', ')}, parent_id, steps) AS (
       SELECT ${columns.join(', ')}, parent_id, 1
       FROM messages WHERE id = $3 AND session_id = $2 AND user_id = $1
       UNION ALL
       SELECT ${columns.map((column) => `parent.${column}`).join(', ')}, parent.parent_id, path.steps + 1
       FROM path JOIN messages parent ON parent.id = path.parent_id
       WHERE path.steps < $4 AND parent.user_id = $1
     )
     SELECT ${columns.join(', ')} FROM path ORDER BY steps`);
const IDS = upwards('id');
const TEXTS = upwards('id', 'role', 'text');

/** Ids from `fromId` upwards through the parents, newest first; empty when `fromId` is not there. */
export async function pathUpwards(manager: EntityManager, query: PathQuery): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(IDS, parameters(query));
  return rows.map((row) => row.id);
}

/** The same with what was said. */
export const textsUpwards = (manager: EntityManager, query: PathQuery): Promise<SpokenText[]> =>
  manager.query(TEXTS, parameters(query));

const parameters = ({ userId, sessionId, fromId, limit }: PathQuery): unknown[] => [
  userId,
  sessionId,
  fromId,
  limit,
];
