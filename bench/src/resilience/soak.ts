import { readdirSync } from 'node:fs';
import { ApiClient, streamOf } from '../../../backend/test/support/api-client.ts';
import { CHAT_MODES } from '../../../backend/test/support/fake-modes.ts';
import { FakeOpenAiServer } from '../../../backend/test/support/fake-openai-server.ts';
import { megabytesOf } from '../../../backend/test/support/process-memory.ts';
import { Product } from '../../../backend/test/support/product.ts';
import { seededRandom } from '../../../backend/test/support/seeded-random.ts';
import { onEmbedded } from './databases.ts';
import type { Trial } from './outcome.ts';

/** Faults that answer at once; those that hang would only make for less use. */
const FAULTS = ['500', '429-ms', 'cut', 'clean-eof', 'garbage', 'html', 'tool-call'] as const;
const FAULTY_SHARE = 0.2;
const PEOPLE = 4;
const TURNS_A_SESSION = 20;
/** Milliseconds between two looks at the process. */
const LOOK_EVERY = 2_000;

/** The process at one moment. */
interface Look {
  readonly minute: number;
  readonly rssMb: number;
  readonly handles: number;
}

/** Mixed use with a model that fails every fifth time; the memory of the second half is what counts. */
export const soak: Trial = async ({ soakSeconds, soakSlope }) => {
  const looks = await onEmbedded((database) => use({ ...database }, soakSeconds));
  const settled = looks.slice(Math.floor(looks.length / 2));
  const slope = slopeOf(settled.map(({ minute, rssMb }) => [minute, rssMb]));
  const handles = settled.map((look) => look.handles);
  const growth = (handles.at(-1) ?? 0) - (handles[0] ?? 0);
  return [
    {
      what: `${soakSeconds} s of mixed use with faults, embedded database`,
      promise: `memory slope <= ${soakSlope} MB/min, handles flat`,
      measured: `${slope.toFixed(2)} MB/min over the second half, ${settled.at(-1)?.rssMb.toFixed(0) ?? '?'} MB at the end; handles ${growth >= 0 ? '+' : ''}${growth}`,
      holds: slope <= soakSlope && growth <= 5,
    },
  ];
};

async function use(database: Readonly<Record<string, string>>, seconds: number): Promise<Look[]> {
  const model = await FakeOpenAiServer.start();
  const random = seededRandom(6);
  model.behave(() =>
    random() < FAULTY_SHARE
      ? CHAT_MODES[FAULTS[Math.floor(random() * FAULTS.length)] ?? '500']
      : { kind: 'answer' },
  );
  const product = await Product.start({
    ...database,
    ...model.environment,
    ANSWERS_PER_USER: String(PEOPLE),
    // Left alone for a minute after every row of five faults, the model would hardly be used.
    BREAKER_RESET_SECONDS: '1',
    LOG_LEVEL: 'fatal',
  });
  const until = performance.now() + seconds * 1_000;
  const looks: Look[] = [];
  const looking = setInterval(() => looks.push(lookAt(product.pid)), LOOK_EVERY);
  await Promise.all(Array.from({ length: PEOPLE }, () => talk(new ApiClient(product.url), until)));
  clearInterval(looking);
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

function lookAt(pid: number): Look {
  return {
    minute: performance.now() / 60_000,
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
