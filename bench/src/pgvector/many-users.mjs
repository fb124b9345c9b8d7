import { randomUUID } from 'node:crypto';
import { openPgVector } from '../../../backend/dist/vectors/pgvector/open-pgvector.js';
import { ms, say } from '../report.ts';
import { percentile } from '../statistics.ts';
import { tidy } from './databases.mjs';
import { DIMENSIONS } from '../vectors/jittered-vectors.mjs';

const { signal } = new AbortController();
const COLLECTION = { name: `memocha_users_${DIMENSIONS}`, dimensions: DIMENSIONS };
const EACH = 100;
const QUESTIONS = 300;
const USERS_AT_ONCE = 100;

/** The same number of vectors for each of ever more users: one user's search must not notice. */
export async function measureManyUsers(kind, source, isEmbedded, vectors, counts) {
  const store = await openPgVector(source, isEmbedded);
  await store.prepare(COLLECTION, signal);
  const users = [];
  const rows = [];
  for (const count of counts) {
    say(`${kind}: ${count} users`);
    while (users.length < count) {
      const added = Array.from({ length: Math.min(USERS_AT_ONCE, count - users.length) }, () =>
        randomUUID(),
      );
      if (users.length === 0) await writeFirst(store, added, vectors);
      else await copyFirst(source, users.slice(0, added.length), added);
      users.push(...added);
    }
    await tidy(source, COLLECTION.name);
    const times = [];
    for (let asked = 0; asked < QUESTIONS; asked++) {
      const userId = users[(asked * 7_919) % users.length];
      const started = performance.now();
      const filter = { userId, spaceId: userId };
      const hits = await store.nearest(COLLECTION, filter, vectors[asked], 50, signal);
      times.push(performance.now() - started);
      if (hits.length !== 50) throw new Error(`${hits.length} hits of 50`);
    }
    rows.push({
      database: kind,
      users: count,
      vectors: count * EACH,
      'search p50': ms(percentile(times, 0.5)),
      p95: ms(percentile(times, 0.95)),
    });
  }
  await store.onModuleDestroy();
  return rows;
}

/** A user's only space has the user's own id, to keep it simple. */
async function writeFirst(store, users, vectors) {
  for (const [index, userId] of users.entries()) {
    const entries = Array.from({ length: EACH }, (_, which) => ({
      memoryId: randomUUID(),
      userId,
      spaceId: userId,
      sessionId: userId,
      kind: 'turn',
      at: new Date(),
      embedding: vectors[(index * EACH + which) % vectors.length],
    }));
    await store.upsert(COLLECTION, entries, signal);
  }
}

/** Further users have the first ones' vectors: what they say matters to no other user. */
async function copyFirst(source, from, to) {
  await source.query(
    `INSERT INTO ${COLLECTION.name}
     SELECT gen_random_uuid(), other.id, other.id, other.id, kind, at, embedding
     FROM unnest($1::uuid[], $2::uuid[]) AS other (first, id), LATERAL (
       SELECT kind, at, embedding FROM ${COLLECTION.name}
       WHERE user_id = other.first AND space_id = other.first OFFSET 0
     ) AS vectors`,
    [from, to],
  );
}
