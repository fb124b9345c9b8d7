import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IndexJobs } from '../indexing/index.js';
import type { Scope } from '../shared/index.js';

const MOVED = 'SELECT number FROM memories WHERE user_id = $1 AND session_id = $2';

/** Takes the memories of a conversation along to another space. */
@Injectable()
export class MemoryMove {
  constructor(private readonly indexJobs: IndexJobs) {}

  /**
   * In the caller's transaction, which holds the conversation: from its end on, its memories are
   * found in the other space only. Their vectors are made anew, since a vector says which space it is for.
   */
  async moveSession(manager: EntityManager, to: Scope, sessionId: string): Promise<void> {
    const { userId, spaceId } = to;
    await manager.query(
      'UPDATE memories SET space_id = $3 WHERE user_id = $1 AND session_id = $2',
      [userId, sessionId, spaceId],
    );
    await manager.query(
      `UPDATE memory_terms SET space_number =
         (SELECT number FROM spaces WHERE user_id = $1 AND id = $3)
       WHERE memory_number IN (${MOVED})`,
      [userId, sessionId, spaceId],
    );
    await manager.query(`DELETE FROM memory_vectors WHERE memory_number IN (${MOVED})`, [
      userId,
      sessionId,
    ]);
    const moved = await manager.query<{ id: string }[]>(
      'SELECT id FROM memories WHERE user_id = $1 AND session_id = $2 ORDER BY number',
      [userId, sessionId],
    );
    await this.indexJobs.send(
      manager,
      moved.map(({ id }) => id),
    );
  }
}
