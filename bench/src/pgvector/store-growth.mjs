import { randomUUID } from 'node:crypto';
import { PgVectorStore } from '../../../backend/dist/vectors/pgvector/pg-vector-store.js';
import { openPgVector } from '../../../backend/dist/vectors/pgvector/open-pgvector.js';
import { ms, say } from '../report.ts';
import { percentile } from '../statistics.ts';
import { tidy } from './databases.mjs';
import { DIMENSIONS, exactly } from '../vectors/jittered-vectors.mjs';

const { signal } = new AbortController();
const COLLECTION = { name: `memocha_bench_${DIMENSIONS}`, dimensions: DIMENSIONS };
/** Vectors that one job writes. */
const BATCH = 64;
const WARM_UP = 20;
/** Candidates that recall asks for, and how many of them are checked. */
const LIMIT = 50;
const CHECKED = 10;

/** One space that grows: how long its searches, its writes and everybody else meanwhile take. */
export async function measureGrowth(kind, source, isEmbedded, vectors, queries, sizes) {
  const store = await openPgVector(source, isEmbedded);
  if (!(store instanceof PgVectorStore)) throw new Error(store.describe().why);
  await store.prepare(COLLECTION, signal);
  const place = { userId: randomUUID(), spaceId: randomUUID() };
  const ids = vectors.map(() => randomUUID());
  const rows = [];
  let kept = 0;
  for (const size of sizes) {
    say(`${kind}: up to ${size} vectors`);
    const entries = vectors.slice(0, size).map(toEntry(place, ids)).slice(kept);
    const writing = await whileOthersAsk(source, () => write(store, entries));
    await store.indexes.settled();
    await tidy(source, COLLECTION.name);
    const added = size - kept;
    kept = size;
    const searching = await search(store, place, vectors.slice(0, size), queries, ids);
    rows.push({
      database: kind,
      vectors: size,
      ...searching,
      'write a vector': ms(writing.took / added),
      'others wait p95 / most': `${ms(percentile(writing.waits, 0.95))} / ${ms(Math.max(...writing.waits))}`,
      ...(await sizesOf(source)),
    });
  }
  await store.onModuleDestroy();
  await store.drop(COLLECTION.name, signal);
  return rows;
}

const toEntry = (place, ids) => (embedding, index) => ({
  ...place,
  memoryId: ids[index],
  sessionId: place.spaceId,
  kind: 'turn',
  at: new Date(),
  embedding,
});

async function write(store, entries) {
  for (let first = 0; first < entries.length; first += BATCH)
    await store.upsert(COLLECTION, entries.slice(first, first + BATCH), signal);
}

/** Does the work while a small question is asked again and again, as a message would. */
async function whileOthersAsk(source, work) {
  const waits = [];
  let isDone = false;
  const asking = (async () => {
    while (!isDone) {
      const started = performance.now();
      await source.query('SELECT 1');
      waits.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const started = performance.now();
  await work();
  const took = performance.now() - started;
  isDone = true;
  await asking;
  return { took, waits };
}

async function search(store, place, kept, queries, ids) {
  const times = [];
  const byId = new Map(ids.map((id, index) => [id, index]));
  let found = 0;
  let cpu = process.cpuUsage();
  for (const [index, query] of [...queries.slice(0, WARM_UP), ...queries].entries()) {
    if (index === WARM_UP) cpu = process.cpuUsage();
    const started = performance.now();
    const hits = await store.nearest(COLLECTION, place, query, LIMIT, signal);
    if (index < WARM_UP) continue;
    times.push(performance.now() - started);
    hits.slice(0, CHECKED).forEach((hit, rank) => {
      hit.place = byId.get(hit.memoryId);
      hit.rank = rank;
    });
    query.hits = hits.slice(0, CHECKED);
  }
  const { user, system } = process.cpuUsage(cpu);
  for (const query of queries) {
    const best = new Set(exactly(kept, query, CHECKED));
    found += query.hits.filter((hit) => best.has(hit.place)).length;
  }
  return {
    'search p50': ms(percentile(times, 0.5)),
    p95: ms(percentile(times, 0.95)),
    CPU: ms((user + system) / 1_000 / queries.length),
    'recall@10': (found / queries.length / CHECKED).toFixed(3),
  };
}

async function sizesOf(source) {
  const [{ table, indexes }] = await source.query(
    `SELECT round(pg_table_size($1::regclass) / 1e6) AS table,
       round(pg_indexes_size($1::regclass) / 1e6) AS indexes`,
    [COLLECTION.name],
  );
  return { 'MB table / indexes': `${table} / ${indexes}` };
}
