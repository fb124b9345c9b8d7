import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient } from '../../../backend/test/support/api-client.ts';
import { FakeOpenAiServer } from '../../../backend/test/support/fake-openai-server.ts';
import { poll } from '../../../backend/test/support/poll.ts';
import { Product } from '../../../backend/test/support/product.ts';
import type { DatabaseSettings } from '../../../backend/test/support/test-database.ts';
import {
  storedMessages,
  storedVectors,
} from '../../../backend/test/support/resilience/stored-messages.ts';
import { seconds } from '../report.ts';
import { onEach } from './databases.ts';
import { IndexingWork } from './indexing-work.ts';
import type { Extent, Outcome, Trial } from './outcome.ts';

const PATIENTLY = { withinMs: 300_000, everyMs: 100 };

/** The embedding server is away while messages are sent, and comes back. */
export const deadEmbedder: Trial = (extent) =>
  onEach(
    (on) => [named(on, extent)],
    async (on, database) => [{ ...named(on, extent), ...(await measure(database, extent)) }],
  );

const named = (on: string, { deadSeconds, messages }: Extent) => ({
  what: `embedder dead for ${deadSeconds} s, ${messages} messages, ${on}`,
  promise: 'all accepted, all indexed <= 60 s after its return, 0 doubled',
});

async function measure(
  database: DatabaseSettings,
  { deadSeconds, messages }: Extent,
): Promise<Pick<Outcome, 'measured' | 'holds'>> {
  const embedder = await FakeOpenAiServer.start();
  const product = await Product.start({
    ...database,
    EMBEDDINGS_BASE_URL: embedder.baseUrl,
    LOG_LEVEL: 'error',
  });
  const api = new ApiClient(product.url);
  const work = new IndexingWork(api);
  await poll('the index to be ready', () => work.isReady(), PATIENTLY);
  await embedder.stop();
  const begun = performance.now();
  const accepted = await sayAll(api, messages);
  await delay(Math.max(0, deadSeconds * 1_000 - (performance.now() - begun)));
  await embedder.comeBack();
  const back = performance.now();
  await poll('everything to be indexed', () => work.isDone(), PATIENTLY);
  const tookMs = performance.now() - back;
  await product.stop();
  await embedder.stop();
  const { memories, indexed } = await storedVectors(database);
  const texts = (await storedMessages(database)).map(({ text }) => text);
  const doubled = texts.length - new Set(texts).size;
  const whole = accepted === messages && memories === messages && indexed === memories;
  return {
    measured: `${accepted} accepted, ${indexed} of ${memories} indexed ${seconds(tookMs)} after its return, ${doubled} doubled`,
    holds: whole && doubled === 0 && tookMs <= 60_000,
  };
}

/** @returns how many were accepted. */
async function sayAll(api: ApiClient, count: number): Promise<number> {
  const sessionId = await api.createSession();
  let accepted = 0;
  for (let index = 0; index < count; index++) {
    const message = `Fact ${index}: my bicycle number ${index} stands in shed ${index % 17}.`;
    const { status } = await api.call('POST', '/api/chat', { sessionId, message });
    if (status === 200) accepted += 1;
  }
  return accepted;
}
