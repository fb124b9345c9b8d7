import { STANDING } from './standing-instruction.js';

/** BM25's saturation of repeats and its correction for length, as measured for turns of chats. */
export const K1 = 0.9;
export const B = 0.4;

/** Standing instructions that are looked at, the newest. */
export const STANDING_LOOKED_AT = 20;

/** A memory that the search found, by its number. */
export interface WordHit {
  readonly number: number;
  /** BM25; 0 only for a standing instruction. */
  readonly score: number;
  readonly standing: boolean;
}

const gain = (posting: string): string =>
  `term.weight * ${posting}.frequency * ${K1 + 1}::float8
     / (${posting}.frequency + ${K1}::float8 * (${1 - B}::float8 + ${B}::float8 * ${posting}.length / $6::float8))`;

const IN_SESSION = `($7::uuid IS NULL OR memory_number IN (
        SELECT number FROM memories WHERE session_id = $7::uuid
      ))`;

/** Standing instructions of the space come along, whatever their score. */
const STANDING_ONES = `standing AS MATERIALIZED (
    SELECT memory_number FROM memory_terms
    WHERE space_number = $1 AND term = '${STANDING}' AND ${IN_SESSION}
    ORDER BY memory_number DESC LIMIT ${STANDING_LOOKED_AT}
  )
  SELECT memory_number AS number, score, false AS standing FROM best
  UNION ALL
  SELECT memory_number, coalesce((
      SELECT sum(${gain('posting')})
      FROM unnest($2::text[] || $4::text[], $3::float8[] || $5::float8[]) AS term (term, weight)
      JOIN memory_terms AS posting
        ON posting.space_number = $1
        AND posting.term = term.term AND posting.memory_number = standing.memory_number
    ), 0), true
  FROM standing`;

/**
 * BM25 over the postings of one space, the same on PGlite and PostgreSQL. Parameters: the space's
 * number; terms that make candidates, their weights; terms that only add to the best of these, their
 * weights; the memories' average length; session or null; limit. The larger steps are materialized,
 * so that no planner's guess changes the order of work.
 *
 * Within a document each term adds to the sum in the same order: two equal documents have equal
 * scores, and the newer comes first. Standing instructions of the space come along, whatever their score.
 *
 * @param candidates whose score the other terms add to.
 */
export const bm25Search = (candidates: number): string => `
  WITH candidate AS MATERIALIZED (
    SELECT posting.memory_number, sum(${gain('posting')}) AS score
    FROM unnest($2::text[], $3::float8[]) AS term (term, weight)
    CROSS JOIN LATERAL (
      SELECT memory_number, frequency, length FROM memory_terms
      WHERE space_number = $1 AND memory_terms.term = term.term
    ) AS posting
    WHERE ${IN_SESSION}
    GROUP BY posting.memory_number
    ORDER BY score DESC, posting.memory_number DESC
    LIMIT ${candidates}
  ),
  addition AS MATERIALIZED (
    SELECT candidate.memory_number, ${gain('posting')} AS score
    FROM unnest($4::text[], $5::float8[]) AS term (term, weight)
    CROSS JOIN candidate
    JOIN memory_terms AS posting
      ON posting.space_number = $1
      AND posting.term = term.term AND posting.memory_number = candidate.memory_number
  ),
  best AS MATERIALIZED (
    SELECT memory_number, sum(score) AS score
    FROM (SELECT * FROM candidate UNION ALL SELECT * FROM addition) AS part
    GROUP BY memory_number
    ORDER BY score DESC, memory_number DESC
    LIMIT $8
  ),
  ${STANDING_ONES}`;
