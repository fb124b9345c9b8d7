import { ApiClient } from '../../backend/test/support/api-client.ts';
import { Product } from '../../backend/test/support/product.ts';
import { startFakeModel } from './fake-model-process.ts';
import { timeToFirstTokenDirect, timeToFirstTokenThrough } from './first-token-timing.ts';
import { ms, printTable, say } from './report.ts';
import { percentile } from './statistics.ts';

/**
 * What the product adds to the time to the first token: the same fake model asked directly and
 * through the product, one after the other in turns, so that both see the same machine.
 */
const HISTORY = 50;
const SESSIONS = 10;
const ROUNDS = 10;
const WARM_UP = 10;
const QUESTION = 'What do you know about my garden?';
const FACTS = [
  'roses',
  'beans',
  'a pond',
  'two pears',
  'herbs',
  'gravel',
  'hens',
  'ivy',
  'moss',
  'a bench',
];

const model = await startFakeModel();
const product = await Product.start({
  ...model.environment,
  CONTEXT_TOKENS: '32768',
});
try {
  await measure();
} finally {
  await product.stop();
  await model.stop();
}

async function measure(): Promise<void> {
  const api = new ApiClient(product.url);
  say(`telling ${FACTS.length} facts, then ${SESSIONS} conversations of ${HISTORY} messages`);
  for (const fact of FACTS) {
    await api.call('POST', '/api/chat', { message: `My garden has ${fact}, I planned it so.` });
  }
  const sessions = [];
  for (let index = 0; index < SESSIONS; index++) sessions.push(await conversation(api, index));

  const direct: number[] = [];
  const through: number[] = [];
  let memories = 0;
  for (let round = 0; round < WARM_UP + ROUNDS * SESSIONS; round++) {
    // Each conversation is asked a few times only, so that all stay close to the same length.
    const session = sessions[round % SESSIONS] ?? '';
    const alone = await timeToFirstTokenDirect(model.url, HISTORY, QUESTION);
    const turn = await timeToFirstTokenThrough(api, session, QUESTION);
    if (round < WARM_UP) continue;
    direct.push(alone);
    through.push(turn.ms);
    memories += turn.memories;
  }
  const added = through.map((value, index) => value - (direct[index] ?? 0));
  const row = (samples: readonly number[]) => ({
    p50: ms(percentile(samples, 0.5)),
    p95: ms(percentile(samples, 0.95)),
  });
  const recalled = (memories / through.length).toFixed(1);
  printTable(
    `Time to first token, ${through.length} turns, history of ${HISTORY} messages, embedded database, ${recalled} memories recalled a turn`,
    [
      { what: 'fake model, asked directly', ...row(direct) },
      { what: 'through Memocha', ...row(through) },
      { what: 'added', ...row(added) },
    ],
  );
}

async function conversation(api: ApiClient, index: number): Promise<string> {
  const id = await api.createSession();
  for (let turn = 0; turn < HISTORY / 2; turn++) {
    const message = `Note ${turn} of conversation ${index}: the train was ${turn} minutes late again.`;
    await api.call('POST', '/api/chat', { sessionId: id, message });
  }
  return id;
}
