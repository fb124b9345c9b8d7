import { MemoryRoom } from './recall-scale/memory-room.mjs';
import { memoryAt, questionAbout } from './recall-scale/corpus.mjs';
import { seededRandom } from '../../backend/test/support/seeded-random.ts';
import { embeddedDatabase } from '../../backend/test/support/test-database.ts';
const size = Number(process.argv[2] ?? 1000);
const database = embeddedDatabase();
const room = await MemoryRoom.open(await database.settings());
const random = seededRandom(20_260_302);
const spoken = Array.from({ length: size }, (_, i) => memoryAt(random, i / size));
let s0 = performance.now();
await room.say(spoken); console.log('said', performance.now() - s0); await room.settled(); console.log('settled', performance.now() - s0);
const rnd = seededRandom(7);
const p = (a, q) => a.toSorted((x, y) => x - y)[Math.floor(a.length * q)]?.toFixed(2);
const query = room.source.query.bind(room.source);
const kept = [];
room.source.query = (sql, params) => { if (sql.includes('candidate AS MAT')) kept.push([sql, params]); return query(sql, params); };
const qs = Array.from({ length: 300 }, () => questionAbout(rnd, spoken[Math.floor(rnd() * spoken.length)].text));
for (let r = 0; r < 2; r++) { const t = [], w = []; kept.length = 0; for (const text of qs) { let s = performance.now(); await room.words.find({ scope: room.scope, text, sessionId: undefined }, 100); w.push(performance.now() - s); s = performance.now(); await room.memory.recall({ ...room.scope, text, limit: 20, tokenBudget: 1500 }); t.push(performance.now() - s); } console.log('words', p(w, .5), p(w, .95), 'recall', p(t, .5), p(t, .95), 'in db', kept.length / 2); }
const READ = '/* plan kept */ ' + `SELECT asked.term, posting.* FROM unnest($2::text[]) AS asked (term) CROSS JOIN LATERAL (
    SELECT array_agg(memory_number) AS numbers, array_agg(frequency) AS frequencies, array_agg(length) AS lengths
    FROM memory_terms WHERE space_number = $1 AND memory_terms.term = asked.term) AS posting`;
const READ2 = '/* plan kept */ ' + `SELECT asked.term, posting.* FROM unnest($2::text[]) AS asked (term) CROSS JOIN LATERAL (
    SELECT string_agg(memory_number::text, ',') AS numbers
    FROM memory_terms WHERE space_number = $1 AND memory_terms.term = asked.term) AS posting`;
const COUNT = '/* plan kept */ ' + `SELECT asked.term, posting.* FROM unnest($2::text[]) AS asked (term) CROSS JOIN LATERAL (
    SELECT count(*) AS numbers
    FROM memory_terms WHERE space_number = $1 AND memory_terms.term = asked.term) AS posting`;
const PACK = '/* plan kept */ ' + `SELECT asked.term, posting.* FROM unnest($2::text[]) AS asked (term) CROSS JOIN LATERAL (
    SELECT array_agg((memory_number::bigint << 20) | (least(frequency, 31) << 14) | least(length, 16383)) AS numbers
    FROM memory_terms WHERE space_number = $1 AND memory_terms.term = asked.term) AS posting`;
const time = async (name, fn) => { const t = []; for (const k of kept) { const s = performance.now(); await fn(k); t.push(performance.now() - s); } console.log(name, p(t, .5), p(t, .95)); };
console.log('terms', p(kept.map(([, x]) => x[1].length), .5), 'adding', p(kept.map(([, x]) => x[3].length), .5), p(kept.map(([, x]) => x[3].length), .95));
for (let r = 0; r < 2; r++) {
  await time('bm25', ([sql, ps]) => query(sql, ps));
  let n = []; await time('read arrays', async ([, ps]) => { const rows = await query(READ, [ps[0], ps[1]]); n.push(rows.reduce((a, x) => a + (x.numbers?.length ?? 0), 0)); });
  console.log('postings', p(n, .5), p(n, .95));
  await time('read string', ([, ps]) => query(READ2, [ps[0], ps[1]]));
  await time('count', ([, ps]) => query(COUNT, [ps[0], ps[1]]));
  await time('pack', ([, ps]) => query(PACK, [ps[0], ps[1]]));
}
await room.close(); await database.dispose();
