import { OpenAiEmbedder } from '../../src/embeddings/openai/openai-embedder.js';
import { ApiClient } from '../support/api-client.ts';
import { poll } from '../support/poll.ts';
import { Product } from '../support/product.ts';
import { type RealServer, RealServerTool } from '../support/real-server.ts';

const tool = new RealServerTool(
  'embedding-server.mjs',
  'embedding-venv-e5',
  'TEST_EMBEDDINGS_BASE_URL',
);
/** A small model on a busy machine loads and answers in its own time. */
const PATIENCE_MS = 180_000;
const patiently = () => AbortSignal.timeout(PATIENCE_MS);

const STATEMENTS = [
  'My sister moved to Lisbon in March.',
  'I am allergic to peanuts.',
  'The invoice was paid twice by mistake.',
  'We planted three apple trees behind the house.',
  'Der Zug nach München hatte zwei Stunden Verspätung.',
];

tool.describe('a real embedding server', () => {
  let server: RealServer;
  let embedder: OpenAiEmbedder;
  beforeAll(async () => {
    server = await tool.start();
    const prefixes = { query: '', document: '' };
    const settings = { baseUrl: server.baseUrl, apiKey: undefined, model: undefined, prefixes };
    const patience = { query: PATIENCE_MS, document: PATIENCE_MS };
    embedder = new OpenAiEmbedder(settings, server.baseUrl, patience);
  }, PATIENCE_MS);
  afterAll(() => server.stop());

  it(
    'says which model it has, how long its vectors are, and what not alike is to it',
    async () => {
      const { name, dimensions, background } = await embedder.model(patiently());
      expect(dimensions).toBeGreaterThan(1);
      expect(background.mean).toBeLessThan(0.95);
      expect(background.deviation).toBeGreaterThan(0);
      if (!tool.isGiven) {
        expect({ name, dimensions }).toEqual({ name: 'multilingual-e5-small-q4', dimensions: 384 });
        // No fixed cosine could tell what fits: to this model, everything is alike.
        expect(background.mean).toBeGreaterThan(0.6);
      }
    },
    PATIENCE_MS,
  );

  it.each([
    ['Where does my sister live now?', 0],
    ['Which food must I not eat?', 1],
    ['What grows in our garden?', 3],
    ['How late was the train?', 4],
  ])(
    'finds by meaning: %s',
    async (question, expected) => {
      const statements = await embedder.embed(STATEMENTS, 'document', patiently());
      const [asked] = await embedder.embed([question], 'query', patiently());
      const cosines = statements.map((vector) =>
        vector.reduce((sum, value, index) => sum + value * asked![index]!, 0),
      );
      expect(cosines.indexOf(Math.max(...cosines))).toBe(expected);
    },
    PATIENCE_MS,
  );

  it(
    'takes many texts, long ones, and one that is nothing',
    async () => {
      const texts = Array.from({ length: 20 }, (_, index) => `Number ${index}.`);
      const long = 'We talked about the garden. '.repeat(500);
      const vectors = await embedder.embed([...texts, long, ''], 'document', patiently());
      expect(vectors).toHaveLength(22);
      for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
      const [seventh] = await embedder.embed([texts[7]!], 'document', patiently());
      const differences = vectors.map((vector) =>
        Math.max(...vector.map((value, index) => Math.abs(value - seventh![index]!))),
      );
      expect(differences.indexOf(Math.min(...differences))).toBe(7);
    },
    PATIENCE_MS,
  );

  it(
    'is what the product uses when it is told where it is',
    async () => {
      const product = await Product.start({ EMBEDDINGS_BASE_URL: server.baseUrl });
      const api = new ApiClient(product.url);
      const isUp = async () => {
        const { body } = await api.call<{ details: Record<string, { status: string }> }>(
          'GET',
          '/health',
        );
        return body.details['embedder']?.status === 'up';
      };
      await poll('the embedder', isUp, { withinMs: PATIENCE_MS });
      const { body } = await api.call('GET', '/api/status');
      expect(body).toMatchObject({
        embedder: {
          use: expect.stringContaining(server.baseUrl),
          why: 'EMBEDDINGS_BASE_URL is set',
        },
      });
      await product.stop();
    },
    PATIENCE_MS,
  );
});
