import autocannon from 'autocannon';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ApiClient } from '../../../backend/test/support/api-client.ts';
import { poll } from '../../../backend/test/support/poll.ts';
import { Product } from '../../../backend/test/support/product.ts';
import type { DatabaseSettings } from '../../../backend/test/support/test-database.ts';
import { startChild } from '../child-server.ts';
import type { FakeModelProcess } from '../fake-model-process.ts';
import { timeToFirstTokenDirect, timeToFirstTokenThrough } from '../first-token/timing.ts';
import { tokenText } from '../load/contenders.ts';
import { type MeasuredStream, readAll } from '../load/stream-client.ts';
import { ms, say, seconds } from '../report.ts';
import { median, percentile } from '../statistics.ts';

const REFUSER = fileURLToPath(new URL('./refuser.mjs', import.meta.url));
/** Plain requests beside the streams. */
export const REQUESTS_A_SECOND = 2_000;
const PLAIN_SECONDS = 10;
/** What the process may have. */
export const HEAP_MB = 512;
const PROBES = 10;
/** Crowds after which client and server are as fast as they get: what they run is compiled meanwhile. */
const WARM_UP = 2;
/** Plain requests beside each of them. */
const WARM_UP_SECONDS = 2;
/** A probe is as before when it takes at most so many times what it took when nothing ran. */
const AS_BEFORE = 2;
const TEXT = Array.from({ length: 50 }, (_, index) => `word${index}`).join(' ');

/** What the model has to say. */
export const ANSWER = { kind: 'answer', text: TEXT, paceMs: 20 } as const;
/** What the table "What must hold" says. */
export const PROMISE = 'refused within 100 ms (p95), normal within 10 s';

/** One step of the ramp, as a table shows it. */
export interface Step extends Readonly<Awaited<ReturnType<typeof step>>> {
  readonly database: string;
  readonly streams: number;
  readonly 'first token, idle': string;
  readonly 'of the model alone': string;
}

/** So many streams at once, one number after the other, on one database. */
export async function ramp(
  name: string,
  { settings, model }: { settings: DatabaseSettings; model: FakeModelProcess },
  counts: readonly number[],
): Promise<Step[]> {
  const product = await Product.start({
    ...settings,
    ...model.environment,
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}`,
    // One person stands for all; the limits of the process are what is tried.
    ANSWERS_PER_USER: '10000',
  });
  try {
    const api = new ApiClient(product.url);
    const direct: number[] = [];
    while (direct.length < PROBES) direct.push(await timeToFirstTokenDirect(model.url, 0, 'Well?'));
    const probe = await api.createSession();
    const ask = async () => (await timeToFirstTokenThrough(api, probe, 'Is all well?')).ms;
    const idle: number[] = [];
    while (idle.length < PROBES) idle.push(await ask());
    const steps: Step[] = [];
    for (const streams of counts) {
      say(`${name}: ${streams} streams`);
      steps.push({
        database: name,
        streams,
        ...(await step(product, api, streams, () => calmAgain(ask, AS_BEFORE * median(idle)))),
        'first token, idle': ms(median(idle)),
        'of the model alone': ms(median(direct)),
      });
    }
    return steps;
  } finally {
    await product.stop();
  }
}

async function step(product: Product, api: ApiClient, count: number, calm: () => Promise<number>) {
  const paths: string[] = [];
  while (paths.length < count) paths.push(`/api/sessions/${await api.createSession()}/messages`);
  const floor = await floorOf(paths);
  const before: ReturnType<typeof outcomeOf>[] = [];
  while (before.length < WARM_UP)
    before.push(outcomeOf((await crowd(product.url, paths, WARM_UP_SECONDS))[0]));
  await calm();
  const [streams, plain] = await crowd(product.url, paths, PLAIN_SECONDS);
  const { waits, ...outcome } = outcomeOf(streams);
  const brokenOff = [outcome, ...before].reduce((sum, each) => sum + each['broken off'], 0);
  const calmMs = await calm();
  const runs = existsSync(`/proc/${product.pid}`);
  const latest = waits.length === 0 ? 0 : percentile(waits, 0.95);
  return {
    ...outcome,
    'broken off': brokenOff,
    'p95 of the first of these crowds': before[0]?.p95,
    'p95 of a server that only refuses': ms(floor),
    'as before after': seconds(calmMs),
    'still runs': runs ? 'yes' : 'NO',
    [PROMISE]: runs && brokenOff === 0 && latest <= 100 && calmMs <= 10_000,
    'plain requests a second': plain.requests.mean,
    'plain p97.5': `${plain.latency.p97_5} ms`,
    'plain failures': plain.non2xx + plain.errors + plain.timeouts,
  };
}

/** All streams at the same instant, and plain requests beside them. */
function crowd(url: string, paths: readonly string[], plainSeconds: number) {
  const requests = paths.map((path, index) => ({
    url: `${url}${path}`,
    body: JSON.stringify({ text: `Stream ${index}?` }),
    textOf: tokenText,
  }));
  return Promise.all([
    readAll(requests),
    autocannon({
      url: `${url}/api/sessions`,
      connections: 50,
      duration: plainSeconds,
      overallRate: REQUESTS_A_SECOND,
    }),
  ]);
}

/**
 * Milliseconds (p95) until such a crowd is turned away by a server that does nothing else. The last round
 * counts: of the first, half is the client's, which is compiled meanwhile.
 */
async function floorOf(paths: readonly string[]): Promise<number> {
  const refuser = await startChild([REFUSER]);
  let p95 = Infinity;
  try {
    for (let round = 0; round < WARM_UP + 1; round++) {
      const [streams] = await crowd(refuser.url, paths, WARM_UP_SECONDS);
      const waits = streams.map(({ answered }) => answered ?? Infinity);
      p95 = percentile(waits, 0.95);
    }
    return p95;
  } finally {
    await refuser.stop();
  }
}

function outcomeOf(streams: readonly MeasuredStream[]) {
  const refused = streams.filter(({ status }) => status === 429 || status === 503);
  const whole = streams.filter(({ text }) => text === TEXT);
  const waits = refused.flatMap(({ answered }) => answered ?? []);
  return {
    waits,
    whole: whole.length,
    '429 or 503': refused.length,
    'broken off': streams.length - whole.length - refused.length,
    'turned away after p50': waits.length === 0 ? '-' : ms(median(waits)),
    p95: waits.length === 0 ? '-' : ms(percentile(waits, 0.95)),
  };
}

/** Milliseconds until a turn is as fast as when nothing ran; at most a minute is waited. */
async function calmAgain(ask: () => Promise<number>, fastEnough: number): Promise<number> {
  const begun = performance.now();
  const isFast = async () => (await ask()) <= fastEnough;
  await poll('a turn as fast as before', isFast, { withinMs: 60_000 });
  return performance.now() - begun;
}
