import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient, streamOf } from '../../../backend/test/support/api-client.ts';
import { CHAT_MODES } from '../../../backend/test/support/fake-modes.ts';
import { FakeOpenAiServer } from '../../../backend/test/support/fake-openai-server.ts';
import { megabytesOf } from '../../../backend/test/support/process-memory.ts';
import { Product } from '../../../backend/test/support/product.ts';
import { seededRandom } from '../../../backend/test/support/seeded-random.ts';
import { onEach, onEmbedded, type Part } from './databases.ts';
import { INSPECTED, LiveHeap } from './live-heap.ts';
import type { Extent, Names, Outcome, Trial } from './outcome.ts';

/** Faults that answer at once; those that hang would only make for less use. */
export const QUICK_FAULTS = [
  '500',
  '429-ms',
  'cut',
  'clean-eof',
  'garbage',
  'html',
  'tool-call',
] as const;
const FAULTY_SHARE = 0.2;
const PEOPLE = 4;
const TURNS_A_SESSION = 20;
/** Looks at the process, the same number whatever the time. */
const LOOKS = 40;

/** The process at one moment. */
interface Look {
  readonly minute: number;
  readonly rssMb: number;
  readonly heapMb: number;
  readonly handles: number;
}

/** Mixed use with a model that fails every fifth time; the memory of the second half is what counts. */
export const soak: Trial = (extent) => {
  const trial: Part = async (on, database) => [
    rowOf(await use({ ...database }, extent.soakSeconds), named(on, extent), extent),
  ];
  return extent.soakOnServer
    ? onEach((on) => [named(on, extent)], trial)
    : onEmbedded((database) => trial('embedded database', database));
};

const named = (on: string, { soakSeconds, soakSlope }: Extent): Names => ({
  what: `${soakSeconds} s of mixed use with faults, ${on}`,
  promise: `memory slope <= ${soakSlope.rss} MB/min, that of live objects <= ${soakSlope.heap}, handles flat`,
});

function rowOf(looks: readonly Look[], names: Names, { soakSlope }: Extent): Outcome {
  const settled = looks.slice(Math.floor(looks.length / 2));
  const slope = (figure: 'rssMb' | 'heapMb') =>
    slopeOf(settled.map((look) => [look.minute, look[figure]]));
  const [rss, heap] = [slope('rssMb'), slope('heapMb')];
  const handles = settled.map((look) => look.handles);
  const growth = (handles.at(-1) ?? 0) - (handles[0] ?? 0);
  const { rssMb = NaN, heapMb = NaN } = settled.at(-1) ?? {};
  return {
    ...names,
    measured: `${rss.toFixed(2)} MB/min over the second half, ${rssMb.toFixed(0)} MB at the end; live objects ${heap.toFixed(2)} MB/min, ${heapMb.toFixed(0)} MB; handles ${growth >= 0 ? '+' : ''}${growth}`,
    holds: rss <= soakSlope.rss && heap <= soakSlope.heap && growth <= 5,
  };
}

async function use(database: Readonly<Record<string, string>>, seconds: number): Promise<Look[]> {
  const model = await FakeOpenAiServer.start();
  const random = seededRandom(6);
  model.behave(() =>
    random() < FAULTY_SHARE
      ? CHAT_MODES[QUICK_FAULTS[Math.floor(random() * QUICK_FAULTS.length)] ?? '500']
      : { kind: 'answer' },
  );
  const product = await Product.start({
    ...database,
    ...model.environment,
    ANSWERS_PER_USER: String(PEOPLE),
    // Left alone for a minute after every row of five faults, the model would hardly be used.
    BREAKER_RESET_SECONDS: '1',
    LOG_LEVEL: 'fatal',
    ...INSPECTED,
  });
  const heap = await LiveHeap.of(product.log);
  const until = performance.now() + seconds * 1_000;
  const talking = Promise.all(
    Array.from({ length: PEOPLE }, () => talk(new ApiClient(product.url), until)),
  );
  talking.catch(() => undefined);
  const looks: Look[] = [];
  while (performance.now() < until) {
    await delay((seconds * 1_000) / LOOKS);
    looks.push(await lookAt(product.pid, heap));
  }
  await talking;
  heap.close();
  await product.stop();
  await model.stop();
  return looks;
}

/** Conversations of some turns each, the last deleted again, so that the rows do not grow for ever. */
async function talk(api: ApiClient, until: number): Promise<void> {
  while (performance.now() < until) {
    const session = await api.createSession();
    for (let turn = 0; turn < TURNS_A_SESSION && performance.now() < until; turn++) {
      await streamOf(api.send(session, `Turn ${turn}: what did I say about turn ${turn - 1}?`));
      await api.history(session);
    }
    await api.call('DELETE', `/api/sessions/${session}`);
  }
}

async function lookAt(pid: number, heap: LiveHeap): Promise<Look> {
  return {
    minute: performance.now() / 60_000,
    heapMb: await heap.megabytes(),
    rssMb: megabytesOf(pid),
    handles: readdirSync(`/proc/${pid}/fd`).length,
  };
}

/** Of the line that fits best, by least squares. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (index: 0 | 1) =>
    points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
