import { Injectable } from '@nestjs/common';
import type { RecalledMemory, RecallQuery, RecallReference } from './recalled-memory.js';

/** Finds what a person said before that speaks to what they say now. */
@Injectable()
export class MemoryRecall {
  /**
   * @returns best first; empty when nothing fits.
   * @throws {Error} when the user or the space is missing: nobody's memories are everybody's.
   */
  recall(query: RecallQuery): Promise<readonly RecalledMemory[]> {
    if (!query.userId || !query.spaceId) throw new Error('recall needs a user and a space');
    return Promise.resolve([]);
  }

  /** The memories that an earlier answer used, by id; those forgotten since are absent. */
  byIds(
    userId: string,
    references: readonly RecallReference[],
  ): Promise<ReadonlyMap<string, RecalledMemory>> {
    if (!userId && references.length) throw new Error('byIds needs a user');
    return Promise.resolve(new Map());
  }
}
