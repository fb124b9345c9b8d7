import { ApiClient } from '../../backend/test/support/api-client.ts';
import { poll } from '../../backend/test/support/poll.ts';
import { Product } from '../../backend/test/support/product.ts';
import { startFakeModel } from './fake-model-process.ts';
import { timeToFirstTokenThrough } from './first-token-timing.ts';
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
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_API_KEY: 'fake',
  CHAT_MODEL: 'fake-model',
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
    readonly sources: readonly { readonly messageId: string }[];
    readonly parts: { readonly lexical: number; readonly meaning: number };
  }[];
}

async function partsOf(query: string, sessionId: string) {
  const { body } = await api.call<Found>('POST', '/api/memories/recall', { query, limit: 50 });
  const { body: history } = await api.call<{ items: { id: string; role: string }[] }>(
    'GET',
    `/api/sessions/${sessionId}/messages`,
  );
  const said = history.items.find(({ role }) => role === 'user')?.id;
  return body.items.find(({ sources }) => sources.some(({ messageId }) => messageId === said))
    ?.parts;
}

async function saidThenFound(): Promise<void> {
  const first = await tell('A first thing, so that all is warm.');
  const known = async () => ((await partsOf('a first thing', first))?.meaning ?? 0) > 0;
  await poll('a first memory by its meaning', known, { withinMs: 60_000 });
  let atOnce = 0;
  const byMeaning: number[] = [];
  for (let index = 0; index < SAID; index++) {
    const text = aStory(index);
    const sessionId = await tell(text);
    const begun = performance.now();
    if (await partsOf(text, sessionId)) atOnce++;
    const found = async () => ((await partsOf(text, sessionId))?.meaning ?? 0) > 0;
    await poll('its meaning', found, { withinMs: 10_000 });
    byMeaning.push(performance.now() - begun);
  }
  printTable(`Said, then found by another session, ${SAID} times`, [
    {
      'by words, in the next request': `${atOnce} of ${SAID}`,
      'by meaning, p50': ms(percentile(byMeaning, 0.5)),
      'by meaning, p95': ms(percentile(byMeaning, 0.95)),
    },
  ]);
}

async function tell(message: string): Promise<string> {
  return (await api.call<{ sessionId: string }>('POST', '/api/chat', { message })).body.sessionId;
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
