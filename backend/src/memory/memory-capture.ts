import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../shared/index.js';
import type { SpokenMessage } from './recalled-memory.js';

/** Turns what a person says into memories. */
@Injectable()
export class MemoryCapture {
  /** Keeps a message as a memory, in the caller's transaction. The same message again changes nothing. */
  async capture(manager: EntityManager, message: SpokenMessage): Promise<void> {
    await manager.query(
      `INSERT INTO memories (id, user_id, space_id, session_id, message_id, kind, text, at, length, created_at)
       VALUES ($1, $2, $3, $4, $5, 'turn', $6, $7, 0, now())`,
      [
        newId(),
        message.userId,
        message.spaceId,
        message.sessionId,
        message.id,
        message.text,
        message.at,
      ],
    );
  }
}
