import type { EntityManager } from 'typeorm';

/** Where a walk towards the first message begins and how far it goes. */
export interface PathQuery {
  readonly userId: string;
  readonly sessionId: string;
  readonly fromId: string;
  readonly limit: number;
}

/** Ids from `fromId` upwards through the parents, newest first; empty when `fromId` is not there. */
export async function pathUpwards(manager: EntityManager, query: PathQuery): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `WITH RECURSIVE path (id, parent_id, steps) AS (
       SELECT id, parent_id, 1 FROM messages WHERE id = $3 AND session_id = $2 AND user_id = $1
       UNION ALL
       SELECT parent.id, parent.parent_id, path.steps + 1
       FROM path JOIN messages parent ON parent.id = path.parent_id
       WHERE path.steps < $4 AND parent.user_id = $1
     )
     SELECT id FROM path ORDER BY steps`,
    [query.userId, query.sessionId, query.fromId, query.limit],
  );
  return rows.map((row) => row.id);
}
