import { ApiClient } from '../../backend/test/support/api-client.ts';
import { poll } from '../../backend/test/support/poll.ts';
import type { Product } from '../../backend/test/support/product.ts';
import { startFakeModel } from './fake-model-process.ts';
import { timeToFirstTokenThrough } from './first-token/timing.ts';
import { aStory } from './remembering/story.ts';
import { ms, printTable, say } from './report.ts';
import { measureOnEach } from './resilience/databases.ts';
import { percentile } from './statistics.ts';

/**
 * How soon something said is found elsewhere, by its words and by its meaning; how fast an import
 * is, and what it does to the time to the first token of chats that go on meanwhile.
 */
const SAID = 100;
const IMPORTED = Number(process.env['MESSAGES'] ?? 3_000);
const IDLE_TURNS = 100;
const WARM_UP = 50;
const TURNS_A_CHAT = 10;

const model = await startFakeModel();
try {
  const { MILVUS_ADDRESS } = process.env;
  await measureOnEach({ ...model.environment, ...(MILVUS_ADDRESS && { MILVUS_ADDRESS }) }, measure);
} finally {
  await model.stop();
}

async function measure(on: string, product: Product): Promise<void> {
  const api = new ApiClient(product.url);
  await saidThenFound(on, api);
  await importBesideChats(on, api, product.url);
}

interface Found {
  readonly items: readonly {
    readonly parts: { readonly lexical: number; readonly meaning: number };
  }[];
}

/** What spoke for a story in a space where it stands alone, asked for in other words than it was told in. */
async function partsOf(api: ApiClient, index: number) {
  const query = { query: `Which story had the number ${index}?`, space: spaceOf(index) };
  const { body } = await api.call<Found>('POST', '/api/memories/recall', query);
  return body.items[0]?.parts;
}

function spaceOf(index: number): string {
  return `Story ${index}`;
}

async function saidThenFound(on: string, api: ApiClient): Promise<void> {
  await told(api, SAID, 60_000);
  let atOnce = 0;
  const byMeaning: number[] = [];
  for (let index = 0; index < SAID; index++) {
    const { wasThere, took } = await told(api, index, 10_000);
    if (wasThere) atOnce++;
    byMeaning.push(took);
  }
  printTable(`Said, then found by another session, ${SAID} times, ${on}`, [
    {
      'by words, in the next request': `${atOnce} of ${SAID}`,
      'by meaning, p50': ms(percentile(byMeaning, 0.5)),
      'by meaning, p95': ms(percentile(byMeaning, 0.95)),
    },
  ]);
}

async function told(api: ApiClient, index: number, withinMs: number) {
  await api.call('POST', '/api/chat', { message: aStory(index), space: spaceOf(index) });
  const begun = performance.now();
  const wasThere = (await partsOf(api, index)) !== undefined;
  const found = async () => ((await partsOf(api, index))?.meaning ?? 0) > 0;
  await poll('its meaning', found, { withinMs, everyMs: 20 });
  return { wasThere, took: performance.now() - begun };
}

/** Turns before, during and after an import: what was said meanwhile must not count as its cost. */
async function importBesideChats(on: string, api: ApiClient, url: string): Promise<void> {
  const turn = chatsOn(api);
  const turns = async (count: number) => {
    const times: number[] = [];
    for (let index = 0; index < count; index++) times.push(await turn());
    return times;
  };
  await turns(WARM_UP);
  const before = await turns(IDLE_TURNS);
  say(`importing ${IMPORTED} messages`);
  const begun = performance.now();
  const id = await startImport(url);
  const during: number[] = [];
  let state = 'importing';
  while (state !== 'done' && performance.now() - begun < 600_000) {
    during.push(await turn());
    state = (await api.call<{ state: string }>('GET', `/api/import/${id}`)).body.state;
  }
  const took = performance.now() - begun;
  const after = await turns(IDLE_TURNS);
  const idle = percentile([...before, ...after], 0.5);
  const row = (when: string, samples: readonly number[]) => ({
    when,
    turns: samples.length,
    p50: ms(percentile(samples, 0.5)),
    p95: ms(percentile(samples, 0.95)),
    'p50 / idle': (percentile(samples, 0.5) / idle).toFixed(2),
  });
  printTable(
    `Import of ${IMPORTED} messages: ${((IMPORTED / took) * 1000).toFixed(0)} a second, indexed (${state}); time to first token of a chat, ${on}`,
    [row('before', before), row('during', during), row('after', after)],
  );
}

/** One chat after the other, so that none grows long. @returns milliseconds to the first token of a turn. */
function chatsOn(api: ApiClient): () => Promise<number> {
  let session = '';
  let turns = 0;
  return async () => {
    if (turns++ % TURNS_A_CHAT === 0) session = await api.createSession();
    return (await timeToFirstTokenThrough(api, session, 'What did I say about the harbour?')).ms;
  };
}

async function startImport(url: string): Promise<string> {
  const lines = Array.from({ length: IMPORTED }, (_, index) =>
    JSON.stringify({
      space: 'Imported',
      session: `s${Math.floor(index / 40)}`,
      id: String(index),
      role: 'user',
      text: aStory(SAID + index),
    }),
  );
  const response = await fetch(`${url}/api/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: `${lines.join('\n')}\n`,
  });
  return ((await response.json()) as { id: string }).id;
}
