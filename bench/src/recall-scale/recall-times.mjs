import { seededRandom } from '../../../backend/test/support/seeded-random.ts';
import { ms } from '../report.ts';
import { percentile } from '../statistics.ts';
import { questionAbout } from './corpus.mjs';

/** A quarter of them for each kind of work. */
const QUESTIONS = 1_200;
/** A hundred of each kind before the first that counts: what has run so often is compiled. */
const WARM_UP = 400;
/** A recall asks the database so often. */
const STATEMENTS = 4;
/** As a turn of the chat asks. */
const ASKED = { limit: 20, tokenBudget: 1_500 };

/**
 * Times of both arms, each alone, of whole recalls, and of as many empty statements as a recall has:
 * the floor, which also tells how much else the machine did.
 * @param whose the scope that a question is put to, and what was said there.
 */
export async function measureRecall(room, whose) {
  const random = seededRandom(7);
  const times = { floor: [], words: [], meaning: [], recall: [] };
  for (let index = 0; index < WARM_UP + QUESTIONS; index++) {
    const { scope, spoken } = whose(index);
    const about = spoken[Math.floor(random() * spoken.length)]?.text ?? '';
    const text = questionAbout(random, about);
    const question = { scope, text, sessionId: undefined };
    // In turn, so that none always finds what another one has just read.
    const work = [
      ['floor', () => emptyStatements(room)],
      ['words', () => room.words.find(question, 100)],
      ['meaning', () => room.meaning.find(question, 60)],
      ['recall', () => room.memory.recall({ ...scope, text, ...ASKED })],
    ];
    const [what, ask] = work[index % work.length] ?? [];
    const took = await timed(ask);
    if (index >= WARM_UP) times[what].push(took);
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

async function emptyStatements({ source }) {
  for (let index = 0; index < STATEMENTS; index++) await source.query('SELECT 1');
  return {};
}

export function timesOf(what, samples) {
  return {
    [`${what} p50`]: ms(percentile(samples, 0.5)),
    [`${what} p95`]: ms(percentile(samples, 0.95)),
  };
}
