import { ApiClient } from '../../backend/test/support/api-client.ts';
import { FakeOpenAiServer } from '../../backend/test/support/fake-openai-server.ts';
import { Product } from '../../backend/test/support/product.ts';
import { lighthouseScores } from './lighthouse-scores.ts';
import { measurePage } from './page-timing.ts';
import { printTable, say } from './report.ts';

/** How soon the built page can be written into, what it weighs, and what Lighthouse says of it. */
const TURNS = 10;
const ANSWER = 'Of course. **Three steps**, in `code` and in words:\n\n1. one\n2. two\n3. three\n';

const fake = await FakeOpenAiServer.start();
fake.behave({ kind: 'answer', text: ANSWER });
const product = await Product.start(fake.environment);
try {
  const views = [
    { view: 'new chat, nothing remembered yet', url: `${product.url}/` },
    { view: `a conversation of ${TURNS * 2} messages`, url: await conversation() },
  ];
  say('page timings, each run with an empty cache');
  const timings = [];
  for (const { view, url } of views) timings.push({ view, ...(await measurePage(url)) });
  const scores = [];
  for (const { view, url } of views) {
    for (const device of ['mobile', 'desktop'] as const) {
      say(`Lighthouse, ${device}: ${view}`);
      scores.push({ view, device, ...(await lighthouseScores(url, device)) });
    }
  }
  printTable('Page, from navigation to an enabled composer', timings);
  printTable('Lighthouse (mobile: its own slow network and processor)', scores);
} finally {
  await product.stop();
  await fake.stop();
}

async function conversation(): Promise<string> {
  const api = new ApiClient(product.url);
  const id = await api.createSession();
  for (let turn = 0; turn < TURNS; turn++) {
    await api.call('POST', '/api/chat', { sessionId: id, message: `How do I do thing ${turn}?` });
  }
  return `${product.url}/c/${id}`;
}
