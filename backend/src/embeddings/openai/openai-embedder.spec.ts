import { FAKE_EMBEDDING_MODEL, type FakeVector } from '../../../test/support/fake-embeddings.js';
import { FAKE_MODEL, FakeOpenAiServer } from '../../../test/support/fake-openai-server.js';
import { poll } from '../../../test/support/poll.js';
import type { EmbeddingSettings } from '../../config/index.js';
import { EmbedderUnavailable } from '../embedder.js';
import { OpenAiEmbedder } from './openai-embedder.js';

const soon = () => AbortSignal.timeout(60_000);

describe('an embedding model behind a server', () => {
  let fake: FakeOpenAiServer;
  beforeEach(async () => (fake = await FakeOpenAiServer.start()));
  afterEach(() => fake.stop());

  const anEmbedder = (
    settings: Partial<EmbeddingSettings> = {},
    patience = { query: 60_000, document: 60_000 },
  ) => {
    const usual = { baseUrl: fake.baseUrl, apiKey: 'key', model: FAKE_EMBEDDING_MODEL };
    const prefixes = { query: '', document: '' };
    return new OpenAiEmbedder({ ...usual, prefixes, ...settings }, fake.baseUrl, patience);
  };
  const embedOne = (embedder: OpenAiEmbedder, signal = soon()) =>
    embedder.embed(['tea'], 'query', signal);
  const failureOf = async (embedder = anEmbedder()): Promise<EmbedderUnavailable> => {
    const error: unknown = await embedOne(embedder).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(EmbedderUnavailable);
    return error as EmbedderUnavailable;
  };
  const wrong = (change: (vectors: readonly FakeVector[]) => unknown, asNumbers = false) =>
    fake.embeddings.behave({ kind: 'embed', change, asNumbers });

  describe('which model', () => {
    it('is the first that embeds by its name, unless one is named', async () => {
      fake.models = [FAKE_MODEL, 'nomic-embed-text', 'bge-m3'];
      const { name } = await anEmbedder({ model: undefined }).model(soon());
      expect(name).toBe('nomic-embed-text');
      expect(fake.embeddings.requests[0]?.model).toBe('nomic-embed-text');
    });

    it('is tried with words: of signs alone some servers make no vector', async () => {
      await anEmbedder().model(soon());
      const texts = fake.embeddings.requests.flatMap(({ input }) => input);
      expect(texts.filter((text) => !/\p{L}/u.test(text))).toEqual([]);
    });

    it('is the only one, whatever its name', async () => {
      fake.models = ['default'];
      await expect(anEmbedder({ model: undefined }).model(soon())).resolves.toMatchObject({
        name: 'default',
      });
    });

    it('has to be named where none embeds by its name', async () => {
      fake.models = ['chat-a', 'chat-b'];
      const unknown = anEmbedder({ model: undefined });
      await expect(unknown.model(soon())).rejects.toMatchObject({
        code: 'embedder_model_not_found',
        message: expect.stringContaining('EMBEDDINGS_MODEL'),
      });
      expect(unknown.describe().use).toContain(fake.baseUrl);
    });

    it('is another one to a store when documents get another prefix', async () => {
      const plain = await anEmbedder().model(soon());
      const prefixes = { query: 'query: ', document: 'passage: ' };
      const prefixed = await anEmbedder({ prefixes }).model(soon());
      expect(prefixed.name).not.toBe(plain.name);
      expect(prefixed.name).toContain('passage:');
    });
  });

  it('puts before a text what the model wants there', async () => {
    const embedder = anEmbedder({ prefixes: { query: 'query: ', document: 'passage: ' } });
    await embedder.model(soon());
    fake.embeddings.requests.length = 0;
    await embedder.embed(['tea?'], 'query', soon());
    await embedder.embed(['Tea.'], 'document', soon());
    expect(fake.embeddings.requests.map(({ input }) => input)).toEqual([
      ['query: tea?'],
      ['passage: Tea.'],
    ]);
  });

  it('asks for many texts in requests of bounded count and size', async () => {
    const embedder = anEmbedder();
    await embedder.model(soon());
    fake.embeddings.requests.length = 0;
    const texts = [
      ...Array.from({ length: 40 }, (_, n) => `text ${n}`),
      'x'.repeat(7_000),
      'y'.repeat(7_000),
      'z'.repeat(7_000),
    ];
    await expect(embedder.embed(texts, 'document', soon())).resolves.toHaveLength(texts.length);
    const sizes = fake.embeddings.requests.map(({ input }) => input.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16);
    for (const { input } of fake.embeddings.requests)
      expect(input.join('').length).toBeLessThanOrEqual(16_000);
  });

  it('finds how long a text may be, and keeps to it', async () => {
    const embedder = anEmbedder();
    await embedder.model(soon());
    fake.embeddings.behave({ kind: 'embed', longest: 1_200 });
    const long = ['x'.repeat(9_000)];
    await expect(embedder.embed(long, 'document', soon())).resolves.toHaveLength(1);
    fake.embeddings.requests.length = 0;
    await expect(embedder.embed(long, 'document', soon())).resolves.toHaveLength(1);
    expect(fake.embeddings.requests).toHaveLength(1);
  });

  it('takes numbers where base64 was asked for, and vectors in any order', async () => {
    const embedder = anEmbedder();
    const texts = ['green tea', 'rain', 'a boat'];
    const expected = await embedder.embed(texts, 'document', soon());
    wrong((vectors) => vectors.toReversed(), true);
    await expect(embedder.embed(texts, 'document', soon())).resolves.toEqual(expected);
    wrong((vectors) => vectors.map(({ embedding }) => ({ embedding })));
    await expect(embedder.embed(texts, 'document', soon())).resolves.toEqual(expected);
  });

  it.each<[string, (vectors: readonly FakeVector[]) => unknown, RegExp]>([
    ['no list', () => 'nothing', /cannot be read/],
    ['an empty list', () => [], /0 vectors for 1 text/],
    ['too many', (vectors) => [...vectors, ...vectors], /2 vectors for 1 text/],
    ['an empty vector', () => [{ index: 0, embedding: [] }], /empty vector/],
    ['no vector', () => [{ index: 0, embedding: null }], /cannot be read/],
    ['NaN', () => [{ index: 0, embedding: [1, NaN] }], /something else than numbers/],
    ['Infinity', () => [{ index: 0, embedding: [1, Infinity] }], /something else than numbers/],
    ['zeros', () => [{ index: 0, embedding: [0, 0, 0] }], /zeros/],
    [
      'another dimension',
      () => [{ index: 0, embedding: [1, 2, 3] }],
      /length 3, and before of length 64/,
    ],
    [
      'a foreign index',
      ([vector]) => [{ ...vector, index: 5 }],
      /which vector belongs to which text/,
    ],
  ])('refuses %s', async (_, change, detail) => {
    const embedder = anEmbedder();
    await embedder.model(soon());
    wrong(change);
    const { code, message } = await failureOf(embedder);
    expect(code).toBe('embedder_garbled');
    expect(message).toMatch(detail);
  });

  it.each([
    ['words among the numbers', () => [{ index: 0, embedding: ['one', 'two'] }]],
    [
      'the same index twice',
      (vectors: readonly FakeVector[]) => vectors.map((vector) => ({ ...vector, index: 0 })),
    ],
    [
      'different lengths',
      (vectors: readonly FakeVector[]) =>
        vectors.map((vector, n) => ({ ...vector, embedding: [1, 2, 3].slice(n) })),
    ],
  ])('refuses %s', async (_, change) => {
    wrong(change, true);
    await expect(anEmbedder().embed(['a', 'b'], 'document', soon())).rejects.toMatchObject({
      code: 'embedder_garbled',
    });
  });

  it('finds out anew which model it is once the dimension has changed', async () => {
    const embedder = anEmbedder();
    await expect(embedder.model(soon())).resolves.toMatchObject({ dimensions: 64 });
    fake.embeddings.behave({ kind: 'embed', dimensions: 32 });
    await failureOf(embedder);
    await expect(embedder.model(soon())).resolves.toMatchObject({ dimensions: 32 });
    await expect(embedOne(embedder)).resolves.toHaveLength(1);
  });

  it.each([
    ['HTML', 'text/html', '<html>Welcome</html>'],
    ['JSON that is none', 'application/json', '{"data": [{"embedding": [NaN]}]}'],
    ['JSON of something else', 'application/json', '{"message": "hello"}'],
    ['nothing', 'application/json', ''],
  ])('refuses %s', async (_, type, body) => {
    fake.embeddings.behave({ kind: 'body', type, body });
    await expect(failureOf()).resolves.toMatchObject({ code: 'embedder_garbled' });
  });

  it.each([
    [401, 'embedder_unauthorized', 'EMBEDDINGS_API_KEY'],
    [403, 'embedder_unauthorized', 'EMBEDDINGS_API_KEY'],
    [404, 'embedder_model_not_found', 'EMBEDDINGS_MODEL'],
    [422, 'embedder_rejected', '422'],
    [429, 'embedder_rate_limited', 'slow down'],
    [500, 'embedder_failed', '500'],
    [503, 'embedder_failed', '503'],
  ])('says what status %i means', async (status, code, words) => {
    fake.embeddings.behave({ kind: 'status', status });
    const error = await failureOf();
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('key:');
  });

  it('says that nobody is there, and that it answers again once somebody is', async () => {
    const embedder = anEmbedder();
    await fake.stop();
    await expect(failureOf(embedder)).resolves.toMatchObject({ code: 'embedder_unreachable' });
    expect(embedder.describe().why).toContain('There is no embedding server');
    await fake.comeBack();
    const back = () => embedOne(embedder).catch(() => undefined);
    await poll('the embedder to recover', back, { withinMs: 30_000, everyMs: 100 });
    expect(embedder.describe().why).toBe('EMBEDDINGS_BASE_URL is set');
  });

  it('does not ask a server again that has just failed, even for other texts', async () => {
    const embedder = anEmbedder();
    await embedder.model(soon());
    fake.embeddings.behave({ kind: 'status', status: 429, retryAfter: '3600' });
    await failureOf(embedder);
    const asked = fake.embeddings.requests.length;
    await expect(failureOf(embedder)).resolves.toMatchObject({ code: 'embedder_rate_limited' });
    expect(fake.embeddings.requests).toHaveLength(asked);
  });

  it('goes on asking a server that only refuses these texts', async () => {
    const embedder = anEmbedder();
    await embedder.model(soon());
    fake.embeddings.next({ kind: 'status', status: 400 });
    await failureOf(embedder);
    await expect(embedOne(embedder)).resolves.toHaveLength(1);
  });

  describe('a server that hangs', () => {
    it('is given up after its time, and not waited for again', async () => {
      const embedder = anEmbedder({}, { query: 50, document: 60_000 });
      await embedder.model(soon());
      fake.embeddings.behave({ kind: 'hang' });
      await expect(failureOf(embedder)).resolves.toMatchObject({ code: 'embedder_timeout' });
      await poll('the closed socket', () => fake.embeddings.closedSockets === 1, {
        withinMs: 5_000,
      });
      const asked = fake.embeddings.requests.length;
      await failureOf(embedder);
      expect(fake.embeddings.requests).toHaveLength(asked);
    });

    it('is known to hang although who asked had less time', async () => {
      const embedder = anEmbedder({}, { query: 300, document: 60_000 });
      await embedder.model(soon());
      fake.embeddings.behave({ kind: 'hang' });
      await expect(embedOne(embedder, AbortSignal.timeout(20))).rejects.toMatchObject({
        code: 'embedder_timeout',
      });
      await poll('the outage to be known', () => embedder.describe().why.includes('in time'), {
        withinMs: 5_000,
      });
    });

    it('is left when whoever asked has gone', async () => {
      const embedder = anEmbedder();
      await embedder.model(soon());
      fake.embeddings.behave({ kind: 'hang' });
      const going = new AbortController();
      const before = fake.embeddings.requests.length;
      const asking = embedOne(embedder, going.signal);
      await poll('the request', () => fake.embeddings.requests.length > before, {
        withinMs: 5_000,
      });
      going.abort();
      await expect(asking).rejects.toMatchObject({ code: 'embedder_aborted' });
      await poll('the closed socket', () => fake.embeddings.closedSockets === 1, {
        withinMs: 5_000,
      });
      fake.embeddings.behave({ kind: 'embed' });
      await expect(embedOne(embedder)).resolves.toHaveLength(1);
    });
  });

  it('asks again for what could not be found out, and once for all who wait', async () => {
    const embedder = anEmbedder();
    fake.embeddings.next({ kind: 'status', status: 400 });
    await expect(embedder.model(soon())).rejects.toMatchObject({ code: 'embedder_rejected' });
    const [one, other] = await Promise.all([embedder.model(soon()), embedder.model(soon())]);
    expect(one).toBe(other);
  });

  it('is found out while nobody waits, from the start on', async () => {
    const embedder = anEmbedder({ model: undefined });
    embedder.onApplicationBootstrap();
    await poll('its name', () => embedder.describe().use.includes(FAKE_EMBEDDING_MODEL), {
      withinMs: 5_000,
    });
  });
});
