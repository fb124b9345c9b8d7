import { ApiClient } from '../../backend/test/support/api-client.ts';
import { FakeOpenAiServer } from '../../backend/test/support/fake-openai-server.ts';
import { megabytesOf } from '../../backend/test/support/process-memory.ts';
import type { Product } from '../../backend/test/support/product.ts';
import { timeToFirstTokenDirect, timeToFirstTokenThrough } from './first-token/timing.ts';
import { ms, printTable, say } from './report.ts';
import { measureOnEach } from './resilience/databases.ts';
import { median } from './statistics.ts';

/**
 * One conversation of 500 turns with a fact in each tenth: what the time to the first token and the
 * memory of the process grow by, how long the prompt gets, and which facts still reach the model.
 */
const TURNS = Number(process.env['TURNS'] ?? 500);
const FACT_EVERY = 10;
/** Turns around the early and the late one that are compared. */
const AROUND = 10;
const EARLY = 50;

/** Words that nothing else in the conversation says; one of each makes a fact. */
const OWNERS = ['aunt', 'brother', 'dentist', 'neighbour', 'teacher', 'baker', 'plumber'];
const THINGS = ['bicycle', 'boat', 'piano', 'kite', 'lantern', 'violin', 'tractor', 'telescope'];

interface LongTurn {
  readonly ms: number;
  readonly rssMb: number;
}

/** Of the newest answers. */
interface LongestPrompt {
  readonly of: number;
  readonly tokens: number;
}

interface FactsReached {
  readonly asked: number;
  readonly found: number;
  /** Whether the first turn's is among them. */
  readonly first: boolean;
}

const CONTEXT_TOKENS = 8_192;
const ANSWER_TOKENS = 1_024;

const model = await FakeOpenAiServer.start();
try {
  const environment = {
    ...model.environment,
    CONTEXT_TOKENS: String(CONTEXT_TOKENS),
    ANSWER_TOKENS: String(ANSWER_TOKENS),
  };
  await measureOnEach(environment, measure);
} finally {
  await model.stop();
}

async function measure(on: string, product: Product): Promise<void> {
  const api = new ApiClient(product.url);
  const session = await api.createSession();
  const turns: LongTurn[] = [];
  const floors: number[] = [];
  for (let number = 0; number < TURNS; number++) {
    if (number % 100 === 0) say(`turn ${number}`);
    const { ms: firstToken } = await timeToFirstTokenThrough(api, session, wordsOf(number));
    turns.push({ ms: firstToken, rssMb: megabytesOf(product.pid) });
    if (number % FACT_EVERY === 0)
      floors.push(await timeToFirstTokenDirect(model.baseUrl, 0, wordsOf(number)));
  }
  const around = (turn: number) =>
    turns.slice(Math.max(0, turn - AROUND), Math.min(TURNS, turn + AROUND));
  const [early, late] = [around(EARLY), around(TURNS)];
  const of = (part: readonly LongTurn[], key: keyof LongTurn) => median(part.map((t) => t[key]));
  const growth = (key: keyof LongTurn) => (of(late, key) / of(early, key)).toFixed(2);
  printTable(`A conversation of ${TURNS} turns, a fact in each ${FACT_EVERY}th, ${on}`, [
    {
      what: 'time to first token, p50',
      [`turn ${EARLY}`]: ms(of(early, 'ms')),
      [`turn ${TURNS}`]: ms(of(late, 'ms')),
      growth: growth('ms'),
    },
    {
      what: 'memory of the process, MB',
      [`turn ${EARLY}`]: of(early, 'rssMb').toFixed(0),
      [`turn ${TURNS}`]: of(late, 'rssMb').toFixed(0),
      growth: growth('rssMb'),
    },
  ]);
  console.log(`The model asked directly, beside it: ${ms(median(floors))} (p50).`);
  tell(await longestPrompt(api, session), await factsThatReachTheModel(api, session));
}

function tell(prompt: LongestPrompt, facts: FactsReached): void {
  const budget = CONTEXT_TOKENS - ANSWER_TOKENS;
  console.log(
    `Longest prompt of the last ${prompt.of} turns: ${prompt.tokens} tokens of a budget of ${budget}${prompt.tokens > budget ? ', TOO LONG' : ''}.`,
  );
  console.log(`Facts that still reach the model: ${facts.found} of ${facts.asked}.`);
  console.log(`The first turn's fact: ${facts.first ? 'reaches it' : 'DOES NOT reach it'}.`);
}

function wordsOf(turn: number): string {
  if (turn % FACT_EVERY !== 0) return `Turn ${turn}: the train was late again, and I read a page.`;
  const { owner, thing, code } = factOf(turn);
  return `By the way, my ${owner}'s ${thing} has the number ${code}.`;
}

/** Each fact is about another pair, so that none takes the place of an earlier one. */
function factOf(turn: number) {
  const index = turn / FACT_EVERY;
  const owner = OWNERS[index % OWNERS.length] ?? '';
  const thing = THINGS[index % THINGS.length] ?? '';
  return { owner, thing, code: `K${1_000 + 37 * index}` };
}

/** Asks for every fact at the end of the conversation, and looks into the prompts. */
async function factsThatReachTheModel(api: ApiClient, session: string): Promise<FactsReached> {
  let found = 0;
  let first = false;
  const turns = Array.from({ length: TURNS / FACT_EVERY }, (_, index) => index * FACT_EVERY);
  for (const turn of turns) {
    const { owner, thing, code } = factOf(turn);
    const question = `Which number belongs to the ${thing} of my ${owner}?`;
    await timeToFirstTokenThrough(api, session, question);
    const reached = JSON.stringify(model.lastRequest).includes(code);
    if (reached) found += 1;
    if (turn === 0) first = reached;
  }
  return { asked: turns.length, found, first };
}

/** By the receipts of the newest answers, which are those with the most behind them. */
async function longestPrompt(api: ApiClient, session: string): Promise<LongestPrompt> {
  const answers = (await api.history(session)).filter(({ role }) => role === 'assistant');
  const sizes = await Promise.all(
    answers.map(async ({ id }) => {
      const path = `/api/messages/${id}/receipt`;
      const { body } = await api.call<{ readonly tokens: Readonly<Record<string, number>> }>(
        'GET',
        path,
      );
      return Object.values(body.tokens).reduce((sum, tokens) => sum + tokens, 0);
    }),
  );
  return { of: answers.length, tokens: Math.max(...sizes) };
}
