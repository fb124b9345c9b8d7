import { FAKE_EMBEDDING_MODEL } from '../../../test/support/fake-embeddings.js';
import { FakeOpenAiServer } from '../../../test/support/fake-openai-server.js';
import { poll } from '../../../test/support/poll.js';
import { OpenAiEmbedder } from './openai-embedder.js';

const soon = () => AbortSignal.timeout(60_000);

describe('an answer of an embedding server that does not come to its end', () => {
  let fake: FakeOpenAiServer;
  beforeEach(async () => (fake = await FakeOpenAiServer.start()));
  afterEach(() => fake.stop());

  async function anEmbedder(query: number): Promise<OpenAiEmbedder> {
    const settings = {
      baseUrl: fake.baseUrl,
      apiKey: 'key',
      model: FAKE_EMBEDDING_MODEL,
      prefixes: { query: '', document: '' },
    };
    const embedder = new OpenAiEmbedder(settings, fake.baseUrl, { query, document: 60_000 });
    await embedder.model(soon());
    return embedder;
  }

  it.each([
    ['cut', 'embedder_garbled', 60_000],
    ['endless', 'embedder_garbled', 60_000],
    ['stall', 'embedder_timeout', 50],
  ] as const)('is left when it is of the kind %s', async (kind, code, patience) => {
    const embedder = await anEmbedder(patience);
    fake.embeddings.next({ kind });
    await expect(embedder.embed(['tea'], 'query', soon())).rejects.toMatchObject({ code });
    const isLeft = () => fake.embeddings.closedSockets === 1;
    await poll('the closed socket', isLeft, { withinMs: 5_000 });
  });
});
