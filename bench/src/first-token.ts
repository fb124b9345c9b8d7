import { fileURLToPath } from 'node:url';
import { ApiClient } from '../../backend/test/support/api-client.ts';
import type { Product } from '../../backend/test/support/product.ts';
import { startChild } from './child-server.ts';
import { startFakeModel } from './fake-model-process.ts';
import { question, remember } from './first-token/memories.ts';
import {
  timeToFirstTokenDirect,
  timeToFirstTokenRelayed,
  timeToFirstTokenThrough,
} from './first-token/timing.ts';
import { ms, printTable, say } from './report.ts';
import { measureOnEach } from './resilience/databases.ts';
import { percentile } from './statistics.ts';

/**
 * What the product adds to the time to the first token: the same fake model asked directly, through a
 * Nest application that only relays, and through the product, one after the other in turns, so that
 * all see the same machine.
 */
const MEMORIES = Number(process.env['MEMORIES'] ?? 10_000);
const HISTORY = 50;
const SESSIONS = 10;
const ROUNDS = 100;
const WARM_UP = 20;
/**
 * Milliseconds before each turn, in which the last one's vector is made; the floors rest as long, and are as
 * cold. 0: one turn after the other.
 */
const PAUSE = Number(process.env['PAUSE'] ?? 400);
const rested = () => new Promise((resolve) => setTimeout(resolve, PAUSE));
/** Small talk, for which nothing is recalled. */
const GREETING = 'Hello there!';
const RELAY = fileURLToPath(new URL('./first-token/nest-relay.mjs', import.meta.url));

const model = await startFakeModel();
const relay = await startChild([RELAY], { UPSTREAM: model.url });
try {
  const environment = { ...model.environment, CONTEXT_TOKENS: '32768', LOG_LEVEL: 'warn' };
  await measureOnEach(environment, measure);
} finally {
  await relay.stop();
  await model.stop();
}

async function measure(on: string, product: Product): Promise<void> {
  const api = new ApiClient(product.url);
  say(`${MEMORIES} memories, then ${SESSIONS} conversations of ${HISTORY} messages`);
  await remember(product.url, MEMORIES);
  const sessions: string[] = [];
  for (let index = 0; index < SESSIONS; index++) sessions.push(await conversation(api, index));
  const ways = waysThrough(api, sessions);
  const samples = ways.map(() => [] as number[]);
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (const [index, { time }] of ways.entries()) {
      const took = await time(round);
      if (round >= WARM_UP) samples[index]?.push(took);
    }
  const p50 = samples.map((each) => percentile(each, 0.5));
  const [direct = NaN, relayed = NaN] = p50;
  printTable(
    `Time to first token, ${ROUNDS} turns each, ${MEMORIES} memories, built-in embedder, ${on}`,
    ways.map(({ what }, index) => ({
      what,
      p50: ms(p50[index] ?? NaN),
      p95: ms(percentile(samples[index] ?? [], 0.95)),
      'added to the model': ms((p50[index] ?? NaN) - direct),
      'above the Nest relay': ms((p50[index] ?? NaN) - relayed),
    })),
  );
}

interface Way {
  readonly what: string;
  readonly time: (round: number) => Promise<number>;
}

function waysThrough(api: ApiClient, sessions: readonly string[]): readonly Way[] {
  const asked = async (session: string, text: string): Promise<number> => {
    await rested();
    return (await timeToFirstTokenThrough(api, session, text)).ms;
  };
  return [
    {
      what: 'fake model, asked directly',
      time: () => rested().then(() => timeToFirstTokenDirect(model.url, 0, GREETING)),
    },
    {
      what: 'bare Nest relay',
      time: () => rested().then(() => timeToFirstTokenRelayed(relay.url)),
    },
    {
      what: 'Memocha, nothing to recall',
      time: async () => asked(await api.createSession(), GREETING),
    },
    { what: 'Memocha, recall', time: async () => asked(await api.createSession(), question()) },
    {
      what: `Memocha, recall, history of ${HISTORY} messages`,
      // Each conversation is asked a few times only, so that all stay close to the same length.
      time: (round) => asked(sessions[round % sessions.length] ?? '', question()),
    },
  ];
}

async function conversation(api: ApiClient, index: number): Promise<string> {
  const id = await api.createSession();
  for (let turn = 0; turn < HISTORY / 2; turn++) {
    const message = `Note ${turn} of conversation ${index}: the train was ${turn} minutes late again.`;
    await api.call('POST', '/api/chat', { sessionId: id, message });
  }
  return id;
}
