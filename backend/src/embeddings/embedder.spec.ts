import { FakeOpenAiServer } from '../../test/support/fake-openai-server.js';
import { Foreground } from '../foreground/index.js';
import { BuiltInEmbedder } from './built-in/built-in-embedder.js';
import { type Embedder, EmbedderUnavailable } from './embedder.js';
import { OpenAiEmbedder } from './openai/openai-embedder.js';

const soon = () => AbortSignal.timeout(60_000);
const lengthOf = (vector: Float32Array = new Float32Array()) => Math.hypot(...vector);
const cosine = (one: Float32Array = new Float32Array(), other: Float32Array = new Float32Array()) =>
  one.reduce((sum, value, index) => sum + value * other[index]!, 0);

interface Started {
  readonly embedder: Embedder;
  stop(): Promise<void>;
}

const startBuiltIn = (): Promise<Started> => {
  const embedder = new BuiltInEmbedder(new Foreground());
  return Promise.resolve({ embedder, stop: () => embedder.onApplicationShutdown() });
};

const startServed = async (): Promise<Started> => {
  const fake = await FakeOpenAiServer.start();
  const prefixes = { query: '', document: '' };
  const settings = { baseUrl: fake.baseUrl, apiKey: undefined, model: undefined, prefixes };
  return { embedder: new OpenAiEmbedder(settings, fake.baseUrl), stop: () => fake.stop() };
};

describe.each([
  ['built in', startBuiltIn],
  ['behind a server', startServed],
])('an embedding model %s', (_, start) => {
  let started: Started;
  let embedder: Embedder;
  beforeAll(async () => {
    started = await start();
    ({ embedder } = started);
  });
  afterAll(() => started.stop());

  it('gives a unit vector a text, as long as the model says', async () => {
    const { name, dimensions } = await embedder.model(soon());
    const vectors = await embedder.embed(['green tea', 'a storm'], 'document', soon());
    expect(name).not.toBe('');
    expect(vectors.map(({ length }) => length)).toEqual([dimensions, dimensions]);
    for (const vector of vectors) expect(lengthOf(vector)).toBeCloseTo(1, 5);
  });

  it('says which model it is, the same each time', async () => {
    const model = await embedder.model(soon());
    await expect(embedder.model(soon())).resolves.toEqual(model);
    expect(embedder.describe().use).not.toBe('none');
    expect(embedder.describe().why).not.toBe('');
  });

  it('has measured what not alike looks like: between opposite and the same', async () => {
    const { mean, deviation } = (await embedder.model(soon())).background;
    expect(mean).toBeGreaterThan(-0.5);
    expect(mean).toBeLessThan(0.9);
    expect(deviation).toBeGreaterThan(0);
    expect(deviation).toBeLessThan(0.5);
  });

  it('finds texts about the same thing more alike than others', async () => {
    const [question, answer, other] = await embedder.embed(
      ['Which tea does Anna like?', 'Anna likes green tea', 'Rain is forecast for Sunday'],
      'document',
      soon(),
    );
    expect(cosine(question, answer)).toBeGreaterThan(cosine(question, other) + 0.1);
  });

  it('keeps the order of many texts, whatever is asked meanwhile', async () => {
    const texts = Array.from({ length: 50 }, (_, index) => `text number ${index} of many`);
    const many = embedder.embed(texts, 'document', soon());
    const [question] = await embedder.embed([texts[7]!], 'query', soon());
    const vectors = await many;
    expect(vectors).toHaveLength(50);
    const nearest = vectors.map((vector) => cosine(vector, question));
    expect(nearest.indexOf(Math.max(...nearest))).toBe(7);
  });

  it('has nothing to do for no text', async () => {
    await expect(embedder.embed([], 'document', soon())).resolves.toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['signs alone', '?!…'],
    ['a control character', '\u0000'],
    ['half a character', '\ud83d'],
    ['emoji', '👩‍👩‍👧‍👦🎉'],
    ['Chinese', '我喜欢绿茶，不喜欢咖啡。'],
    ['Arabic', 'أحب الشاي الأخضر'],
    ['a long word', 'x'.repeat(100_000)],
    ['a long text', 'We talked about tea. '.repeat(50_000)],
    ['long text without spaces', '茶'.repeat(100_000)],
  ])('takes %s', async (_, text) => {
    const [vector] = await embedder.embed([text], 'query', soon());
    expect(lengthOf(vector)).toBeCloseTo(1, 5);
  });

  it('does not care how an accent is written', async () => {
    const [one, other] = await embedder.embed(
      ['café'.normalize('NFC'), 'café'.normalize('NFD')],
      'document',
      soon(),
    );
    expect(cosine(one, other)).toBeCloseTo(1, 5);
  });

  it('is unavailable to whoever has stopped waiting, before and meanwhile', async () => {
    const embed = (signal: AbortSignal) => embedder.embed(['tea'], 'document', signal);
    await expect(embed(AbortSignal.abort())).rejects.toThrow(EmbedderUnavailable);
    const stopping = new AbortController();
    const stopped = embed(stopping.signal);
    stopping.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'embedder_aborted' });
    await expect(embed(soon())).resolves.toHaveLength(1);
  });
});
