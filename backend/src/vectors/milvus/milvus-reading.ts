import type { VectorHit, VectorPlace } from '../vector-store.js';
import type { MilvusSession } from './milvus-connection.js';
import { accepted } from './milvus-faults.js';
import type { MilvusFilter } from './milvus-filter.js';
import { PLACE_FIELDS, toPlace } from './milvus-rows.js';
import { INDEX, SEARCH_BREADTH } from './milvus-schema.js';

/** Most results of one search that Milvus gives. */
const MOST = 16_384;

/** Which rows a request is about. */
export interface MilvusRows extends MilvusFilter {
  readonly collection_name: string;
}

/** @returns hits, best first. @throws {MilvusUnavailable} */
export async function search(
  { client, sdk, timeout }: MilvusSession,
  rows: MilvusRows,
  embedding: Float32Array,
  limit: number,
): Promise<readonly VectorHit[]> {
  const { collection_name } = rows;
  // The SDK asks for the schema once and remembers it; without one it stumbles.
  accepted(await client.describeCollection({ collection_name, cache: true, timeout }));
  const most = Math.min(limit, MOST);
  const { results } = accepted(
    await client.search({
      ...rows,
      anns_field: INDEX.field_name,
      data: Array.from(embedding),
      limit: most,
      params: { ef: Math.max(SEARCH_BREADTH, 2 * most) },
      metric_type: INDEX.metric_type,
      output_fields: ['id'],
      // A strong search would wait 0.2 s for Milvus's clock. This one waits only for a server that is
      // seconds behind, as after a start; newer writes returned when a strong reading had seen them.
      consistency_level: sdk.ConsistencyLevelEnum.Bounded,
      timeout,
    }),
  );
  return results.map(({ id, score }) => ({
    memoryId: id,
    score: Math.min(1, Math.max(-1, score)),
  }));
}

/** How many rows there are, exactly. @throws {MilvusUnavailable} */
export async function count(session: MilvusSession, rows: MilvusRows): Promise<number> {
  const [row] = await query(session, rows, ['count(*)']);
  return Number(row?.['count(*)']);
}

/** The ids of the rows. @throws {MilvusUnavailable} */
export async function idsOf(session: MilvusSession, rows: MilvusRows): Promise<string[]> {
  return (await query(session, rows, ['id'])).map(({ id }) => String(id));
}

/** The places of the first of the rows, in the order of ids. @throws {MilvusUnavailable} */
export async function firstPlaces(
  session: MilvusSession,
  rows: MilvusRows,
  limit: number,
): Promise<VectorPlace[]> {
  // Without the parameter Milvus may give any of the rows, not the first ones.
  const options = { limit, params: { iterator: 'True' } };
  const found = await query(session, rows, PLACE_FIELDS, options);
  return found.map(toPlace).sort((a, b) => (a.memoryId < b.memoryId ? -1 : 1));
}

/** Sees all that was written before. */
async function query(
  { client, sdk, timeout }: MilvusSession,
  rows: MilvusRows,
  output_fields: string[],
  options: { readonly limit?: number; readonly params?: Record<string, string> } = {},
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const consistency_level = sdk.ConsistencyLevelEnum.Strong;
  const request = { ...rows, ...options, output_fields, consistency_level, timeout };
  return accepted(await client.query(request)).data;
}
