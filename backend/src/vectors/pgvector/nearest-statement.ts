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

/** Compares every vector that the filter lets through with each of the given ones; best first for each. */
export function exactStatement(
  collection: VectorCollection,
  filter: VectorFilter,
  embeddings: readonly Float32Array[],
  limit: number,
): Statement {
  const parameters: unknown[] = [embeddings.map(vectorParameter), limit];
  // Read once: in the search itself each comparison would read them anew.
  return [
    `WITH query AS MATERIALIZED (
       SELECT place::integer, embedding::vector
       FROM unnest($1::text[]) WITH ORDINALITY AS query (embedding, place)
     )
     SELECT query.place, hit."memoryId", hit.score FROM query CROSS JOIN LATERAL (
       SELECT memory_id AS "memoryId", -(kept.embedding <#> query.embedding) AS score
       FROM ${tableOf(collection)} AS kept WHERE ${whereOf(filter, parameters)}
       ORDER BY kept.embedding <#> query.embedding LIMIT $2
     ) AS hit
     ORDER BY query.place, hit.score DESC`,
    parameters,
  ];
}

/**
 * Asks the index of a space for those whose codes are nearest, and compares their whole vectors. The
 * index's settings hold for this statement alone, on whatever connection it runs: they are made by a
 * condition that is looked at once, before the search.
 */
export function indexedStatement(
  collection: VectorCollection,
  filter: VectorFilter,
  embedding: Float32Array,
  limit: number,
): Statement {
  const candidates = Math.max(CANDIDATES, Math.ceil(CANDIDATES_EACH * limit));
  const parameters: unknown[] = [vectorParameter(embedding), limit, candidates];
  return [
    `SELECT memory_id AS "memoryId", -(embedding <#> $1::vector) AS score FROM (
       SELECT memory_id, embedding FROM ${tableOf(collection)}
       WHERE ${whereOf(filter, parameters)} AND (
         SELECT set_config('hnsw.ef_search', '${EF_SEARCH}', true)
           || set_config('hnsw.iterative_scan', 'relaxed_order', true)
           || set_config('hnsw.max_scan_tuples', '${MOST_VISITED}', true)
       ) IS NOT NULL
       ORDER BY ${codeOf(collection, 'embedding')} <~> ${codeOf(collection, '$1::vector')}
       LIMIT $3
     ) AS candidate
     ORDER BY score DESC LIMIT $2`,
    parameters,
  ];
}
