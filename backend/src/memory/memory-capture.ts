import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../shared/index.js';
import { TableUpkeep } from './table-upkeep.js';
import { memoryKey } from './lexical/memory-key.js';
import type { SpokenMessage } from './recalled-memory.js';

/** One statement, one round trip: the row, and its lexical entry unless the row was there already. */
const REMEMBER = `
  WITH remembered AS (
    INSERT INTO memories (id, user_id, space_id, session_id, message_id, kind, text, at, length, created_at)
    VALUES ($1, $2, $3, $4, $5, 'turn', $6, $7, $8, now())
    ON CONFLICT (message_id, kind) DO NOTHING
    RETURNING number
  )
  INSERT INTO memory_terms (space_number, term, memory_number, frequency, length)
  SELECT spaces.number, entry.term, remembered.number, entry.frequency, $8
  FROM remembered
  JOIN spaces ON spaces.id = $3 AND spaces.user_id = $2
  CROSS JOIN unnest($9::text[], $10::smallint[]) AS entry (term, frequency)`;

/** Turns what a person says into memories. */
@Injectable()
export class MemoryCapture {
  constructor(private readonly upkeep: TableUpkeep) {}

  /**
   * Keeps a message as a memory that the next recall can find, in the caller's transaction. The same
   * message again changes nothing.
   */
  async capture(manager: EntityManager, message: SpokenMessage): Promise<void> {
    const { frequencies, length } = memoryKey(message.text, message.at);
    await manager.query(REMEMBER, [
      newId(),
      message.userId,
      message.spaceId,
      message.sessionId,
      message.id,
      message.text,
      message.at,
      length,
      [...frequencies.keys()],
      [...frequencies.values()],
    ]);
    this.upkeep.noteCapture();
  }
}
