import { ApiClient, streamedText } from '../../../backend/test/support/api-client.ts';
import { CHAT_MODES } from '../../../backend/test/support/fake-modes.ts';
import { FakeOpenAiServer } from '../../../backend/test/support/fake-openai-server.ts';
import { Product } from '../../../backend/test/support/product.ts';
import type { DatabaseSettings } from '../../../backend/test/support/test-database.ts';
import { ms } from '../report.ts';
import { onEach } from './databases.ts';
import type { Names, Outcome, Trial } from './outcome.ts';

type Mode = keyof typeof CHAT_MODES;

/** Seconds of each phase, short so that the trial is. */
const LIMITS = {
  MODEL_HEADERS_SECONDS: '1',
  MODEL_FIRST_TOKEN_SECONDS: '2',
  MODEL_SILENCE_SECONDS: '1',
  MODEL_ANSWER_SECONDS: '4',
} as const;
/** Pauses before two more calls: up to 250 ms, doubled once. */
const RETRIES = 750;
/** Milliseconds within which a turn must end, by what the model does; all others fail or answer at once. */
const BUDGETS: Partial<Record<Mode, number>> = {
  answer: 2_000,
  'from-prompt': 2_000,
  reasoning: 2_000,
  hang: 1_000,
  silence: 2_000,
  stall: 1_000,
  endless: 4_000,
  // They ask for pauses themselves, twice each.
  '429-seconds': 4_000,
  503: 2_000,
};
const GRACE = 250;
const REQUESTS = 200;
/** First calls of a process are not compiled. */
const WARM_UP = 20;

/** A model that fails in every known way, and how often it is asked. */
export const provider: Trial = () => onEach((on) => [endNames(on), callNames(on)], measure);

const endNames = (on: string): Names => ({
  what: `model in ${Object.keys(CHAT_MODES).length} modes, ${on}`,
  promise: `ended within budget + ${GRACE} ms, what is kept is what was shown`,
});
const callNames = (on: string): Names => ({
  what: `model answers 500, ${REQUESTS} requests, ${on}`,
  promise: '<= 1.1 calls a request before the breaker opens',
});

async function measure(on: string, database: DatabaseSettings): Promise<Outcome[]> {
  const model = await FakeOpenAiServer.start();
  const product = await Product.start({
    ...database,
    ...model.environment,
    ...LIMITS,
    // The breaker would spare the model what is tried here.
    BREAKER_FAIL_MAX: '1000',
    LOG_LEVEL: 'fatal',
  });
  const api = new ApiClient(product.url);
  for (let turn = 0; turn < WARM_UP; turn++) await take(api);
  const ends = await endings(api, model);
  model.behave(CHAT_MODES[500]);
  const before = model.calls;
  for (let request = 0; request < REQUESTS; request++) await take(api);
  const calls = (model.calls - before) / REQUESTS;
  await product.stop();
  await model.stop();
  return [
    { ...endNames(on), ...ends },
    { ...callNames(on), measured: `${calls.toFixed(2)} calls a request`, holds: calls <= 1.1 },
  ];
}

async function endings(
  api: ApiClient,
  model: FakeOpenAiServer,
): Promise<Pick<Outcome, 'measured' | 'holds'>> {
  const late: string[] = [];
  const different: string[] = [];
  let longest = -Infinity;
  for (const mode of Object.keys(CHAT_MODES) as Mode[]) {
    model.behave(CHAT_MODES[mode]);
    const { tookMs, shown, kept } = await take(api);
    const over = tookMs - (BUDGETS[mode] ?? RETRIES);
    longest = Math.max(longest, over);
    if (over > GRACE) late.push(`${mode} by ${ms(over)}`);
    if (shown !== kept) different.push(String(mode));
  }
  return {
    measured: `latest ${ms(longest)} after its budget; too late: ${late.join(', ') || 'none'}; kept otherwise than shown: ${different.join(', ') || 'none'}`,
    holds: late.length + different.length === 0,
  };
}

/** One turn in a conversation of its own. */
async function take(api: ApiClient) {
  const session = await api.createSession();
  const events = [];
  const begun = performance.now();
  for await (const event of api.send(session, 'Are you there?')) events.push(event);
  const tookMs = performance.now() - begun;
  const [, answer] = await api.history(session);
  // Told by somebody else, an answer begins anew.
  const begin = events.findLastIndex(({ event }) => event === 'meta');
  return { tookMs, shown: streamedText(events.slice(begin)), kept: answer?.text };
}
