/** BM25's saturation of repeats and its correction for length, as measured for turns of chats. */
const K1 = 0.9;
const B = 0.4;
/** Terms that count, the rarest of the query. */
const MAX_TERMS = 32;

/** How much work one search may be. Within one session there is no limit. */
export interface SearchLimits {
  /**
   * Postings that are scored, rarest terms first: the rest only adds to the score of the best
   * candidates by then. Above this, a term is so common that it seldom makes a candidate by itself.
   */
  readonly postings: number;
  /** Candidates whose score the remaining terms add to. */
  readonly candidates: number;
}

const gain = (posting: string): string =>
  `term.idf * ${posting}.frequency * ${K1 + 1}::float8
     / (${posting}.frequency + ${K1}::float8 * (${1 - B}::float8 + ${B}::float8 * ${posting}.length / $5::float8))`;

/** The query's rarest terms with their weight, and how many postings the rarer ones have together. */
const WEIGHED = `
  space AS MATERIALIZED (
    SELECT number FROM spaces WHERE user_id = $1 AND id = $2
  ),
  counted AS MATERIALIZED (
    SELECT asked.term, found.documents
    FROM unnest($3::text[]) AS asked (term)
    CROSS JOIN LATERAL (
      SELECT count(*)::float8 AS documents FROM memory_terms
      WHERE space_number = (SELECT number FROM space) AND term = asked.term
    ) AS found
    WHERE found.documents > 0
  ),
  weighed AS MATERIALIZED (
    SELECT term,
      ln(1 + (greatest($4::float8, documents) - documents + 0.5) / (documents + 0.5)) AS idf,
      sum(documents) OVER (ORDER BY documents, term COLLATE "C") - documents AS rarer_postings
    FROM (SELECT * FROM counted ORDER BY documents, term COLLATE "C" LIMIT ${MAX_TERMS}) AS rarest
    ORDER BY documents, term COLLATE "C"
  )`;

/** The best of both parts, as ids. The filter by user and space repeats what the space's number says. */
const BEST = `
  best AS MATERIALIZED (
    SELECT memory_number, sum(score) AS score
    FROM (SELECT * FROM candidate UNION ALL SELECT * FROM addition) AS part
    GROUP BY memory_number
    ORDER BY score DESC, memory_number DESC
    LIMIT $7
  ),
  found AS MATERIALIZED (
    SELECT best.*, memories.id, memories.user_id, memories.space_id
    FROM best JOIN memories ON memories.number = best.memory_number
  )
  SELECT id AS "memoryId", score FROM found
  WHERE user_id = $1 AND space_id = $2
  ORDER BY score DESC, memory_number DESC`;

/**
 * BM25 over the postings of one space, the same on PGlite and PostgreSQL. Parameters: user, space,
 * terms, memories in the space, their average length, session or null, limit. The larger
 * steps are materialized, so that no planner's guess changes the order of work.
 *
 * The rarest terms come first, and within a document each adds to the sum in the same order: two
 * equal documents have equal scores, and the newer comes first.
 */
export const bm25Search = (limits: SearchLimits): string => `
  WITH ${WEIGHED},
  candidate AS MATERIALIZED (
    SELECT posting.memory_number, sum(${gain('posting')}) AS score
    FROM weighed AS term
    CROSS JOIN LATERAL (
      SELECT memory_number, frequency, length FROM memory_terms
      WHERE space_number = (SELECT number FROM space) AND memory_terms.term = term.term
    ) AS posting
    WHERE ($6::uuid IS NOT NULL OR term.rarer_postings < ${limits.postings})
      AND ($6::uuid IS NULL OR posting.memory_number IN (
        SELECT number FROM memories WHERE session_id = $6::uuid AND user_id = $1
      ))
    GROUP BY posting.memory_number
    ORDER BY score DESC, posting.memory_number DESC
    LIMIT ${limits.candidates}
  ),
  addition AS MATERIALIZED (
    SELECT candidate.memory_number, ${gain('posting')} AS score
    FROM weighed AS term
    CROSS JOIN candidate
    JOIN memory_terms AS posting
      ON posting.space_number = (SELECT number FROM space)
      AND posting.term = term.term AND posting.memory_number = candidate.memory_number
    WHERE $6::uuid IS NULL AND term.rarer_postings >= ${limits.postings}
  ),
  ${BEST}`;
