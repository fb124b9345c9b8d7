import type { VectorEntry, VectorFilter, VectorPlace } from '../vector-store.js';
import type { Condition } from './milvus-filter.js';

/** A row as Milvus keeps it; `at` in milliseconds since 1970. */
export type MilvusRow = Readonly<Record<string, string | number | number[]>>;

/** What is read back of a row. */
export const PLACE_FIELDS = ['id', 'user_id', 'space_id', 'session_id', 'kind', 'at'];

/** An entry as a row of the collection. */
export const toRow = (entry: VectorEntry): MilvusRow => ({
  id: entry.memoryId,
  user_id: entry.userId,
  space_id: entry.spaceId,
  session_id: entry.sessionId,
  kind: entry.kind,
  at: entry.at.getTime(),
  embedding: Array.from(entry.embedding),
});

/** @param row with `PLACE_FIELDS`; whole numbers may come as strings. */
export const toPlace = (row: Readonly<Record<string, unknown>>): VectorPlace => ({
  memoryId: String(row['id']),
  userId: String(row['user_id']),
  spaceId: String(row['space_id']),
  sessionId: String(row['session_id']),
  kind: String(row['kind']),
  at: new Date(Number(row['at'])),
});

/** The user always, which also picks the partition; space and session where they are given. */
export function toConditions({ userId, spaceId, sessionId }: VectorFilter): Condition[] {
  const conditions: Condition[] = [{ field: 'user_id', is: '==', value: userId }];
  if (spaceId !== undefined) conditions.push({ field: 'space_id', is: '==', value: spaceId });
  if (sessionId !== undefined) conditions.push({ field: 'session_id', is: '==', value: sessionId });
  return conditions;
}
