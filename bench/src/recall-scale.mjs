import { embeddedDatabase, postgresDatabase } from '../../backend/test/support/test-database.ts';
import { startPostgresServer } from '../../backend/test/support/postgres-server.ts';
import { memoryAt, questionAbout, randomFrom } from './recall-scale/corpus.mjs';
import { MemoryRoom } from './recall-scale/memory-room.mjs';
import { ms, printTable, say } from './report.ts';
import { percentile } from './statistics.ts';

/** How the time of a recall grows with the memories of one user, on both databases. */
const SIZES = (process.env['SIZES'] ?? '1000,10000,100000').split(',').map(Number);
const QUESTIONS = 300;
const WARM_UP = 20;
/** As a turn of the chat asks. */
const ASKED = { limit: 20, tokenBudget: 1_500 };

const rows = [];
await measure('embedded', embeddedDatabase());
const server = await startPostgresServer();
if (server) {
  await measure('PostgreSQL', postgresDatabase(server.adminUrl));
  await server.stop();
} else {
  say('no PostgreSQL on this machine: left out');
}
printTable('Recall by words and by meaning, one user, tokens and clean-up included', rows);

async function measure(kind, database) {
  const room = await MemoryRoom.open(await database.settings());
  const random = randomFrom(20_260_302);
  const spoken = [];
  try {
    for (const size of SIZES) {
      say(`${kind}: up to ${size} memories`);
      const added = Array.from({ length: size - spoken.length }, (_, index) =>
        memoryAt(random, (spoken.length + index) / (SIZES.at(-1) ?? 1)),
      );
      spoken.push(...added);
      const captures = await room.say(added);
      await room.indexed();
      // What a server's autovacuum, or the embedded database's upkeep, does within a minute.
      await room.source.query('VACUUM (ANALYZE)');
      rows.push({
        database: kind,
        memories: size,
        ...(await measureRecall(room, spoken)),
        ...timesOf('capture', captures),
        'index MB': Math.round((await room.indexSize()) / 2 ** 20),
      });
    }
  } finally {
    await room.close();
    await database.dispose();
  }
}

async function measureRecall(room, spoken) {
  const random = randomFrom(7);
  const times = { words: [], meaning: [], recall: [] };
  for (let index = 0; index < WARM_UP + QUESTIONS; index++) {
    const about = spoken[Math.floor(random() * spoken.length)]?.text ?? '';
    const text = questionAbout(random, about);
    const question = { scope: room.scope, text, sessionId: undefined };
    const took = {
      words: await timed(() => room.words.find(question, 100)),
      meaning: await timed(() => room.meaning.find(question, 60)),
      recall: await timed(() => room.memory.recall({ ...room.scope, text, ...ASKED })),
    };
    if (index < WARM_UP) continue;
    for (const [what, samples] of Object.entries(times)) samples.push(took[what]);
  }
  return Object.assign({}, ...Object.entries(times).map(([what, all]) => timesOf(what, all)));
}

/** Milliseconds that some work takes, without those for the embedding of the question. */
async function timed(work) {
  const started = performance.now();
  const { embedMs, timings, degraded = [], lack } = await work();
  if (lack || degraded.length > 0) throw new Error(`Not all was searched: ${lack ?? degraded}`);
  return performance.now() - started - (embedMs ?? timings?.embedMs ?? 0);
}

function timesOf(what, samples) {
  return {
    [`${what} p50`]: ms(percentile(samples, 0.5)),
    [`${what} p95`]: ms(percentile(samples, 0.95)),
  };
}
