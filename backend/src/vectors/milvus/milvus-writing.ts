import type { VectorEntry } from '../vector-store.js';
import type { MilvusSession } from './milvus-connection.js';
import { accepted } from './milvus-faults.js';
import { idsOf, type MilvusRows } from './milvus-reading.js';
import { toRow } from './milvus-rows.js';

/** Puts rows in place of those of the same ids; not seen by searches before `settle`. @throws {MilvusUnavailable} */
export async function upsert(
  { client, timeout }: MilvusSession,
  collection_name: string,
  entries: readonly VectorEntry[],
): Promise<void> {
  accepted(await client.describeCollection({ collection_name, cache: true, timeout }));
  accepted(await client.upsert({ collection_name, data: entries.map(toRow), timeout }));
}

/**
 * Deletes rows; not seen by searches before `settle`.
 * @param byIds the rows of some ids. Before 2.3.2 no others can be deleted: hence two steps.
 * @throws {MilvusUnavailable}
 */
export async function remove(
  session: MilvusSession,
  rows: MilvusRows,
  byIds: (ids: readonly string[]) => MilvusRows,
): Promise<void> {
  const ids = await idsOf(session, rows);
  const { client, timeout } = session;
  if (ids.length > 0) accepted(await client.delete({ ...byIds(ids), timeout }));
}

/**
 * Waits until searches see what was written before. A search could wait itself, but that would cost
 * every one of them 0.2 s; who writes has the time.
 * @param row any one.
 * @throws {MilvusUnavailable}
 */
export async function settle(session: MilvusSession, row: MilvusRows): Promise<void> {
  await idsOf(session, row);
}
