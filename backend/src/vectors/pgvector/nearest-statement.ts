import type { VectorCollection, VectorFilter } from '../vector-store.js';
import { codeOf } from './space-code.js';
import { tableOf } from './collection-table.js';
import { vectorParameter } from './vector-parameter.js';

/** A statement with its parameters. */
export type Statement = readonly [sql: string, parameters: unknown[]];

/**
 * How the index is searched, as measured in decision 0015. A wider look finds no more of the best
 * ten; what does is to compare more of the found by their whole vectors.
 */
const EF_SEARCH = 100;
/** Candidates by their codes whose whole vectors are compared: at least, and for each one asked for. */
const CANDIDATES = 150;
const CANDIDATES_EACH = 2.5;
/** Entries of the index that one search visits at most, whatever it has found by then. */
const MOST_VISITED = 20_000;

/** Rows that a filter lets through; parameters are appended. */
export function whereOf(filter: VectorFilter, parameters: unknown[]): string {
  const conditions = [
    ['user_id', filter.userId],
    ['space_id', filter.spaceId],
    ['session_id', filter.sessionId],
  ].flatMap(([column, value]) =>
    value === undefined ? [] : [`${column} = $${parameters.push(value)}`],
  );
  return conditions.join(' AND ');
}

/** Who is looked for among what: each of the embeddings, for so many nearest ones. */
export interface Search {
  readonly collection: VectorCollection;
  readonly filter: VectorFilter;
  readonly embeddings: readonly Float32Array[];
  readonly limit: number;
}

/** Compares every vector that the filter lets through. */
export function exactStatement({ collection, filter, embeddings, limit }: Search): Statement {
  const parameters: unknown[] = [limit];
  const where = whereOf(filter, parameters);
  const nearestTo = (query: string) => `
    SELECT memory_id, -(kept.embedding <#> ${query}) AS score
    FROM ${tableOf(collection)} AS kept WHERE ${where}
    ORDER BY kept.embedding <#> ${query} LIMIT $1`;
  return [forEach(embeddings, nearestTo, parameters), parameters];
}

/**
 * Asks the index of a space for those whose codes are nearest, and compares their whole vectors. The
 * index's settings hold for this statement alone, on whatever connection it runs: they are made by a
 * condition that is looked at once, before the search.
 */
export function indexedStatement({ collection, filter, embeddings, limit }: Search): Statement {
  const candidates = Math.max(CANDIDATES, Math.ceil(CANDIDATES_EACH * limit));
  const parameters: unknown[] = [limit, candidates];
  const where = whereOf(filter, parameters);
  const nearestTo = (query: string) => `
    SELECT memory_id, -(candidate.embedding <#> ${query}) AS score FROM (
      SELECT memory_id, embedding FROM ${tableOf(collection)}
      WHERE ${where} AND (
        SELECT set_config('hnsw.ef_search', '${EF_SEARCH}', true)
          || set_config('hnsw.iterative_scan', 'relaxed_order', true)
          || set_config('hnsw.max_scan_tuples', '${MOST_VISITED}', true)
      ) IS NOT NULL
      ORDER BY ${codeOf(collection, 'embedding')} <~> ${codeOf(collection, query)}
      LIMIT $2
    ) AS candidate
    ORDER BY score DESC LIMIT $1`;
  return [forEach(embeddings, nearestTo, parameters), parameters];
}

/** Searches for each embedding, best first; a single one, as most are, by what is planned in less time. */
function forEach(
  embeddings: readonly Float32Array[],
  nearestTo: (query: string) => string,
  parameters: unknown[],
): string {
  const queries = embeddings.map(
    (embedding) => `$${parameters.push(vectorParameter(embedding))}::vector`,
  );
  const [only = ''] = queries;
  if (queries.length === 1)
    return `SELECT 1 AS place, hit.memory_id AS "memoryId", hit.score
      FROM (${nearestTo(only)}) AS hit`;
  const values = queries.map((query, index) => `(${index + 1}, ${query})`).join(', ');
  return `WITH query (place, embedding) AS MATERIALIZED (VALUES ${values})
    SELECT query.place, hit.memory_id AS "memoryId", hit.score
    FROM query CROSS JOIN LATERAL (${nearestTo('query.embedding')}) AS hit
    ORDER BY query.place, hit.score DESC`;
}
