import { vectorParameter } from '../../../backend/dist/vectors/pgvector/vector-parameter.js';
import { ms, say } from '../report.ts';
import { percentile } from '../statistics.ts';
import { tidy } from './databases.mjs';
import { DIMENSIONS, exactly } from '../vectors/jittered-vectors.mjs';

const WARM_UP = 10;
const BATCH = 50;
const LATER = 100;
const BITS = (of) => `binary_quantize(${of})::bit(${DIMENSIONS})`;
const HALF = `halfvec(${DIMENSIONS})`;

/** What is indexed, and how a search orders by it. */
const KINDS = {
  vector: { index: 'embedding vector_ip_ops', order: 'embedding <#> $1::vector' },
  half: {
    index: `(embedding::${HALF}) halfvec_ip_ops`,
    order: `embedding::${HALF} <#> $1::vector::${HALF}`,
  },
  bits: {
    index: `(${BITS('embedding')}) bit_hamming_ops`,
    order: `${BITS('embedding')} <~> ${BITS('$1::vector')}`,
  },
};

/** Every way to index, each with several widths of search; candidates of codes are compared whole. */
export async function measureVariants(kind, source, vectors, queries, variants) {
  await fill(source, vectors);
  const best = queries.map((query) => new Set(exactly(vectors, query, 10)));
  const rows = [];
  const row = async (what, order, candidates, ef) => {
    const searched = await search(source, queries, best, order, candidates, ef);
    rows.push({ database: kind, vectors: vectors.length, what, ...searched });
  };
  await row('exact', KINDS.vector.order, 50, 40);
  for (const { of, m, ef, widths } of variants) {
    say(`${kind}: ${of}, M ${m}, ef_construction ${ef}`);
    const { index, order } = KINDS[of];
    const started = performance.now();
    await source.query(
      `CREATE INDEX tried ON tried_vectors USING hnsw (${index}) WITH (m = ${m}, ef_construction = ${ef})`,
    );
    const build = performance.now() - started;
    const [{ megabytes }] = await source.query(
      "SELECT round(pg_relation_size('tried') / 1e6, 1) AS megabytes",
    );
    for (const [width, candidates] of widths)
      await row(`${of}, M ${m}, efc ${ef}, ef ${width}, ${candidates}`, order, candidates, width);
    const adding = performance.now();
    await insert(source, vectors.slice(0, LATER), -1);
    Object.assign(rows.at(-1), {
      'build s': (build / 1_000).toFixed(1),
      'add one': ms((performance.now() - adding) / LATER),
      MB: megabytes,
    });
    await source.query('DROP INDEX tried');
    await source.query('DELETE FROM tried_vectors WHERE place < 0');
  }
  await source.query('DROP TABLE tried_vectors');
  return rows;
}

async function fill(source, vectors) {
  await source.query('CREATE EXTENSION IF NOT EXISTS vector');
  await source.query(
    `CREATE TABLE tried_vectors (place integer, embedding vector(${DIMENSIONS}))
     WITH (toast_tuple_target = 8160)`,
  );
  for (let first = 0; first < vectors.length; first += BATCH)
    await insert(source, vectors.slice(first, first + BATCH), first);
  await tidy(source, 'tried_vectors');
}

async function insert(source, vectors, first) {
  const rows = vectors.map((_, index) => `(${first < 0 ? first : first + index}, $${index + 1})`);
  await source.query(
    `INSERT INTO tried_vectors VALUES ${rows.join(', ')}`,
    vectors.map(vectorParameter),
  );
}

async function search(source, queries, best, order, candidates, ef) {
  const sql = `SELECT place FROM (
      SELECT place, embedding FROM tried_vectors WHERE (
        SELECT set_config('hnsw.ef_search', '${ef}', true)
          || set_config('hnsw.iterative_scan', 'relaxed_order', true)
      ) IS NOT NULL
      ORDER BY ${order} LIMIT ${candidates}
    ) AS candidate ORDER BY embedding <#> $1::vector LIMIT 50`;
  const times = [];
  let found = 0;
  for (const [index, query] of [...queries.slice(0, WARM_UP), ...queries].entries()) {
    const started = performance.now();
    const hits = await source.query(sql, [vectorParameter(query)]);
    if (index < WARM_UP) continue;
    times.push(performance.now() - started);
    found += hits.slice(0, 10).filter(({ place }) => best[index - WARM_UP].has(place)).length;
  }
  return {
    p50: ms(percentile(times, 0.5)),
    p95: ms(percentile(times, 0.95)),
    'recall@10': (found / queries.length / 10).toFixed(3),
  };
}
