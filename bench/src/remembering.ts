import { ApiClient } from '../../backend/test/support/api-client.ts';
import { poll } from '../../backend/test/support/poll.ts';
import { Product } from '../../backend/test/support/product.ts';
import { startFakeModel } from './fake-model-process.ts';
import { timeToFirstTokenThrough } from './first-token/timing.ts';
import { aStory } from './remembering/story.ts';
import { ms, printTable, say } from './report.ts';
import { percentile } from './statistics.ts';

/**
 * How soon something said is found elsewhere, by its words and by its meaning; how fast an import
 * is, and what it does to the time to the first token of chats that go on meanwhile.
 */
const SAID = 100;
const IMPORTED = Number(process.env['MESSAGES'] ?? 3_000);
const IDLE_TURNS = 60;

const model = await startFakeModel();
const product = await Product.start({
  ...model.environment,
  ...(process.env['DATABASE_URL'] && { DATABASE_URL: process.env['DATABASE_URL'] }),
  ...(process.env['MILVUS_ADDRESS'] && { MILVUS_ADDRESS: process.env['MILVUS_ADDRESS'] }),
});
const api = new ApiClient(product.url);
try {
  await saidThenFound();
  await importBesideChats();
} finally {
  await product.stop();
  await model.stop();
}

interface Found {
  readonly items: readonly {
    readonly parts: { readonly lexical: number; readonly meaning: number };
  }[];
}

/** What spoke for a story in a space where it stands alone, asked for in other words than it was told in. */
async function partsOf(index: number) {
  const query = { query: `Which story had the number ${index}?`, space: spaceOf(index) };
  const { body } = await api.call<Found>('POST', '/api/memories/recall', query);
  return body.items[0]?.parts;
}

function spaceOf(index: number): string {
  return `Story ${index}`;
}

async function saidThenFound(): Promise<void> {
  await told(SAID, 60_000);
  let atOnce = 0;
  const byMeaning: number[] = [];
  for (let index = 0; index < SAID; index++) {
    const { wasThere, took } = await told(index, 10_000);
    if (wasThere) atOnce++;
    byMeaning.push(took);
  }
  printTable(`Said, then found by another session, ${SAID} times`, [
    {
      'by words, in the next request': `${atOnce} of ${SAID}`,
      'by meaning, p50': ms(percentile(byMeaning, 0.5)),
      'by meaning, p95': ms(percentile(byMeaning, 0.95)),
    },
  ]);
}

async function told(index: number, withinMs: number) {
  await api.call('POST', '/api/chat', { message: aStory(index), space: spaceOf(index) });
  const begun = performance.now();
  const wasThere = (await partsOf(index)) !== undefined;
  const found = async () => ((await partsOf(index))?.meaning ?? 0) > 0;
  await poll('its meaning', found, { withinMs, everyMs: 20 });
  return { wasThere, took: performance.now() - begun };
}

async function importBesideChats(): Promise<void> {
  const session = await api.createSession();
  const turn = async () =>
    (await timeToFirstTokenThrough(api, session, 'What did I say about the harbour?')).ms;
  const idle: number[] = [];
  for (let index = 0; index < IDLE_TURNS; index++) idle.push(await turn());
  say(`importing ${IMPORTED} messages`);
  const begun = performance.now();
  const id = await startImport();
  const during: number[] = [];
  let state = 'importing';
  while (state !== 'done' && performance.now() - begun < 600_000) {
    during.push(await turn());
    state = (await api.call<{ state: string }>('GET', `/api/import/${id}`)).body.state;
  }
  const took = performance.now() - begun;
  const row = (samples: readonly number[]) => ({
    turns: samples.length,
    p50: ms(percentile(samples, 0.5)),
    p95: ms(percentile(samples, 0.95)),
  });
  printTable(
    `Import of ${IMPORTED} messages: ${((IMPORTED / took) * 1000).toFixed(0)} a second, indexed (${state}); time to first token of a chat`,
    [
      { when: 'before', ...row(idle) },
      { when: 'during', ...row(during) },
    ],
  );
}

async function startImport(): Promise<string> {
  const lines = Array.from({ length: IMPORTED }, (_, index) =>
    JSON.stringify({
      space: 'Imported',
      session: `s${Math.floor(index / 40)}`,
      id: String(index),
      role: 'user',
      text: aStory(SAID + index),
    }),
  );
  const response = await fetch(`${product.url}/api/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: `${lines.join('\n')}\n`,
  });
  return ((await response.json()) as { id: string }).id;
}
