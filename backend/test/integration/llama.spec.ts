import { ApiClient, streamedText, streamOf } from '../support/api-client.ts';
import { Product } from '../support/product.ts';
import { type RealServer, RealServerTool } from '../support/real-server.ts';

const llama = new RealServerTool('llama-server.mjs', 'llama-venv', 'TEST_LLAMA_BASE_URL');
/** A small model on a busy machine loads and answers in its own time. */
const PATIENCE_MS = 180_000;

llama.describe('a real OpenAI-compatible server (llama.cpp)', () => {
  let server: RealServer | undefined;
  let product: Product | undefined;
  let api: ApiClient;

  beforeAll(async () => {
    server = await llama.start();
    product = await Product.start({ OPENAI_BASE_URL: server.baseUrl, ANSWER_TOKENS: '32' });
    api = new ApiClient(product.url);
  }, PATIENCE_MS);
  afterAll(async () => {
    await product?.stop();
    await server?.stop();
  });

  it(
    'streams an answer through the product',
    async () => {
      const session = await api.createSession();
      const events = await streamOf(api.send(session, 'The capital of France is'));

      expect(events[0]?.event).toBe('meta');
      expect(events.filter(({ event }) => event === 'error')).toEqual([]);
      expect(streamedText(events)).not.toBe('');
      const done = events.at(-1);
      expect(done?.event).toBe('done');
      expect(done?.data['finishReason']).toMatch(/^(stop|length)$/);
      const usage = done?.data['usage'] as { completionTokens: number };
      expect(usage.completionTokens).toBeGreaterThan(0);
      const stored = (await api.history(session)).at(-1);
      expect(stored).toMatchObject({ role: 'assistant', text: streamedText(events) });
    },
    PATIENCE_MS,
  );

  it(
    'answers in one piece, with the name of the model that the server lists',
    async () => {
      const { status, body } = await api.call('POST', '/api/chat', { message: 'Say hello' });
      expect(status).toBe(200);
      expect(body).toMatchObject({ answer: expect.stringMatching(/\S/), degraded: [] });
      if (!llama.isGiven) expect(body['model']).toBe('gemma-3-270m');
    },
    PATIENCE_MS,
  );
});
