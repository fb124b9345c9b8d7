import { startFakeModel } from './fake-model-process.ts';
import {
  type Contender,
  embedded,
  EMBEDDED,
  onServer,
  relay,
  RELAY_NAME,
  SERVER,
} from './load/contenders.ts';
import { plainRequests } from './load/plain-requests.ts';
import { type MeasuredStream, readAll } from './load/stream-client.ts';
import { ms, printTable, say } from './report.ts';
import { percentile } from './statistics.ts';

/**
 * Many answers at once: STREAMS (25, 100 and 250) of 200 tokens at 50 tokens a second begin at the same
 * instant, each in a new conversation, through the product with its database, recall and guards, and
 * through a plain relay of the same model as the floor. And how many plain requests are answered a second.
 */
const STREAMS = (process.env['STREAMS'] ?? '25,100,250').split(',').map(Number);
const TOKENS = 200;
const PACE_MS = 20;
/** Streams before the plain requests, and rounds of streams before the others: what has run a few hundred times is compiled. */
const WARM_UP = 10;
const ROUNDS = [100, 100];
const TEXT = Array.from({ length: TOKENS }, (_, index) => `word${index}`).join(' ');

/** Most milliseconds (p95) until the first token, in all or beyond what the relay takes. */
const PROMISES = [
  { streams: 100, added: true, most: 250 },
  { streams: 250, added: true, most: 800 },
  { streams: 100, added: false, most: 400, through: EMBEDDED },
  { streams: 100, added: false, most: 200, through: SERVER },
] as const;

const model = await startFakeModel({ kind: 'answer', text: TEXT, paceMs: PACE_MS });
const rows: Record<string, unknown>[] = [];
const plainRows: Record<string, unknown>[] = [];
/** First tokens, p95 in milliseconds. */
const measured: { through: string; streams: number; p95: number; whole: boolean }[] = [];
try {
  // One after the other, so that none runs beside another.
  for (const start of [relay, embedded, onServer]) {
    const contender = await start(model);
    if (contender === undefined) say('no PostgreSQL server is installed: left out');
    else await measure(contender);
  }
} finally {
  await model.stop();
}
printTable(
  `${TOKENS} tokens at ${1_000 / PACE_MS} a second, all streams begin at the same instant`,
  rows.toSorted((a, b) => Number(a['streams']) - Number(b['streams'])),
);
printTable('What must hold', PROMISES.flatMap(heldBy));
printTable('Plain requests over 50 connections: the list of conversations', plainRows);

async function measure(contender: Contender): Promise<void> {
  try {
    await readAll(await contender.requests(WARM_UP));
    say(`${contender.name}: plain requests`);
    plainRows.push(await plainRequests(contender));
    for (const count of ROUNDS) await readAll(await contender.requests(count));
    for (const count of STREAMS) {
      say(`${contender.name}: ${count} streams`);
      const streams = await readAll(await contender.requests(count));
      rows.push(rowOf(contender.name, streams));
      measured.push({
        through: contender.name,
        streams: count,
        p95: percentile(
          streams.map(({ firstToken }) => firstToken ?? Infinity),
          0.95,
        ),
        whole: streams.every(({ text }) => text === TEXT),
      });
    }
  } finally {
    await contender.stop();
  }
}

/** How a promise was held by each that it is about. */
function heldBy(promise: (typeof PROMISES)[number]): Record<string, unknown>[] {
  const { streams, added, most } = promise;
  const floor = measured.find((row) => row.streams === streams && row.through === RELAY_NAME);
  return measured
    .filter((row) => row.streams === streams && row.through !== RELAY_NAME)
    .filter((row) => !('through' in promise) || row.through === promise.through)
    .map(({ through, p95, whole }) => {
      const took = added ? p95 - (floor?.p95 ?? 0) : p95;
      return {
        streams,
        through,
        promise: `all complete, first token p95${added ? ', beyond the relay,' : ''} <= ${most} ms`,
        measured: ms(took),
        holds: whole && took <= most,
      };
    });
}

function rowOf(name: string, streams: readonly MeasuredStream[]): Record<string, unknown> {
  const whole = streams.filter(({ text }) => text === TEXT);
  const first = streams.flatMap(({ firstToken }) => firstToken ?? []);
  const gaps = streams.flatMap((stream) => stream.gaps);
  const at = (samples: readonly number[], share: number) =>
    samples.length === 0 ? '-' : ms(percentile(samples, share));
  return {
    streams: streams.length,
    through: name,
    complete: `${((100 * whole.length) / streams.length).toFixed(1)} %`,
    refused: streams.filter(({ status }) => status >= 400).length,
    'first token p50': at(first, 0.5),
    p95: at(first, 0.95),
    'gap p95': at(gaps, 0.95),
    'longest gap': at(gaps, 1),
    'bytes a token': (
      streams.reduce((sum, { bytes }) => sum + bytes, 0) /
      (streams.length * TOKENS)
    ).toFixed(0),
  };
}
