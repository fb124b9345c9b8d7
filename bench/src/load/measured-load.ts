import type { FakeModelProcess } from '../fake-model-process.ts';
import { ms, say } from '../report.ts';
import { percentile } from '../statistics.ts';
import {
  type Contender,
  embedded,
  EMBEDDED,
  onServer,
  relay,
  RELAY_NAME,
  SERVER,
} from './contenders.ts';
import { plainRequests } from './plain-requests.ts';
import { type MeasuredStream, readAll } from './stream-client.ts';

const TOKENS = 200;
const PACE_MS = 20;
/** Streams before the plain requests, and rounds of streams before the others: what has run a few hundred times is compiled. */
const WARM_UP = 10;
const ROUNDS = [100, 100];
const TEXT = Array.from({ length: TOKENS }, (_, index) => `word${index}`).join(' ');

/** What the model has to say. */
export const ANSWER = { kind: 'answer', text: TEXT, paceMs: PACE_MS } as const;
/** The same in words. */
export const PACE = `${TOKENS} tokens at ${1_000 / PACE_MS} a second`;

/** Most milliseconds (p95) until the first token, in all or beyond what the relay takes. */
interface Promised {
  readonly streams: number;
  readonly added: boolean;
  readonly most: number;
  /** The one that it is about; undefined: the product with whichever database. */
  readonly through?: string;
}

const PROMISES: readonly Promised[] = [
  { streams: 100, added: true, most: 250 },
  { streams: 250, added: true, most: 800 },
  { streams: 100, added: false, most: 400, through: EMBEDDED },
  { streams: 100, added: false, most: 200, through: SERVER },
];

/** How one promise was held. */
export interface Held {
  readonly streams: number;
  readonly through: string;
  readonly promise: string;
  readonly measured: string;
  readonly holds: boolean;
}

/** So many streams through one contender. */
interface Row {
  readonly through: string;
  readonly streams: readonly MeasuredStream[];
}

/** What was measured, in tables. */
export interface MeasuredLoad {
  readonly streams: readonly object[];
  readonly plain: readonly object[];
  readonly held: readonly Held[];
}

/**
 * Lets so many answers begin at the same instant, each in a new conversation, through a plain relay as the
 * floor and through the product on each database; before that, counts plain requests a second.
 */
export async function measureLoad(
  model: FakeModelProcess,
  counts: readonly number[],
): Promise<MeasuredLoad> {
  const rows: Row[] = [];
  const plain: object[] = [];
  // One after the other, so that none runs beside another.
  for (const start of [relay, embedded, onServer]) {
    const contender = await start(model);
    if (contender === undefined) say('no PostgreSQL server is installed: left out');
    else {
      const measured = await measure(contender, counts);
      rows.push(...measured.rows);
      plain.push(measured.plain);
    }
  }
  return {
    streams: rows.map(shown).toSorted((a, b) => a.streams - b.streams),
    plain,
    held: PROMISES.flatMap((promise) => heldBy(promise, rows)),
  };
}

async function measure(
  contender: Contender,
  counts: readonly number[],
): Promise<{ readonly rows: readonly Row[]; readonly plain: object }> {
  const { name: through } = contender;
  const rows: Row[] = [];
  try {
    await readAll(await contender.requests(WARM_UP));
    say(`${through}: plain requests`);
    const plain = await plainRequests(contender);
    for (const count of ROUNDS) await readAll(await contender.requests(count));
    for (const count of counts) {
      say(`${through}: ${count} streams`);
      rows.push({ through, streams: await readAll(await contender.requests(count)) });
    }
    return { rows, plain };
  } finally {
    await contender.stop();
  }
}

const isWhole = ({ text }: MeasuredStream): boolean => text === TEXT;

const lateOf = ({ streams }: Row): number =>
  percentile(
    streams.map(({ firstToken }) => firstToken ?? Infinity),
    0.95,
  );

function heldBy(
  { streams: count, added, most, through: only }: Promised,
  all: readonly Row[],
): Held[] {
  const rows = all.filter(({ streams }) => streams.length === count);
  const floor = rows.find(({ through }) => through === RELAY_NAME);
  return rows
    .filter(({ through }) => through !== RELAY_NAME && (only ?? through) === through)
    .map((row) => {
      const took = lateOf(row) - (added && floor ? lateOf(floor) : 0);
      return {
        streams: count,
        through: row.through,
        promise: `all complete, first token p95${added ? ', beyond the relay,' : ''} <= ${most} ms`,
        measured: ms(took),
        holds: row.streams.every(isWhole) && took <= most,
      };
    });
}

function shown({ through, streams }: Row) {
  const first = streams.flatMap(({ firstToken }) => firstToken ?? []);
  const gaps = streams.flatMap((stream) => stream.gaps);
  const at = (samples: readonly number[], share: number) =>
    samples.length === 0 ? '-' : ms(percentile(samples, share));
  return {
    streams: streams.length,
    through,
    complete: `${((100 * streams.filter(isWhole).length) / streams.length).toFixed(1)} %`,
    degraded: streams.filter(({ isDegraded }) => isDegraded).length,
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
