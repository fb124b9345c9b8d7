import type { VectorCollection, VectorEntry } from '../vector-store.js';
import { tableOf } from './collection-table.js';
import type { Statement } from './nearest-statement.js';
import { vectorParameter } from './vector-parameter.js';

const COLUMNS = ['memory_id', 'user_id', 'space_id', 'session_id', 'kind', 'at', 'embedding'];

/**
 * Keeps some vectors, each of another memory, in place of those of the same memories. One that is the
 * same already is not written again: the index would have to take it in anew.
 */
export function upsertStatement(
  collection: VectorCollection,
  entries: readonly VectorEntry[],
): Statement {
  const parameters: unknown[] = [];
  const rows = entries.map((entry) => {
    const values = [
      entry.memoryId,
      entry.userId,
      entry.spaceId,
      entry.sessionId,
      entry.kind,
      entry.at,
      vectorParameter(entry.embedding),
    ];
    return `(${values.map((value) => `$${parameters.push(value)}`).join(', ')})`;
  });
  const [, ...changing] = COLUMNS;
  const of = (table: string) => changing.map((column) => `${table}.${column}`).join(', ');
  return [
    `INSERT INTO ${tableOf(collection)} AS kept (${COLUMNS.join(', ')}) VALUES ${rows.join(', ')}
     ON CONFLICT (memory_id) DO UPDATE SET (${changing.join(', ')}) = ROW (${of('excluded')})
     WHERE (${of('kept')}) IS DISTINCT FROM (${of('excluded')})`,
    parameters,
  ];
}
