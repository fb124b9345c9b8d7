import { ApiClient } from '../../backend/test/support/api-client.ts';
import { Product } from '../../backend/test/support/product.ts';
import { seededRandom } from '../../backend/test/support/seeded-random.ts';
import { startFakeModel } from './fake-model-process.ts';
import { ms, printTable, say } from './report.ts';
import { percentile } from './statistics.ts';
import { type CountedStream, readCounted } from './wire/counted-stream.ts';

/**
 * What an answer costs on the wire, at 50 tokens a second: plain, and for clients that ask for
 * compression. Ten answers and one that is as long as all of them are read at the same time.
 */
const SHORT = 400;
const LONG = 4_000;
const ANSWERS = LONG / SHORT;
const PACE_MS = 20;
const ENCODINGS = [undefined, 'gzip', 'br'];
const WORDS =
  'the a of to and in that is it for on with as you this be at or by not are from have one all can there what about which when your how more time will some would make like him into has look two write go see number no way could people than first water been call who oil its now find long down day did get come made may part garden spring plant roses soil light morning evening season careful slowly because together instead though'.split(
    ' ',
  );

const random = seededRandom(7);
const textOf = (tokens: number): string =>
  Array.from({ length: tokens }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');

const [short, long] = await Promise.all([SHORT, LONG].map((tokens) => measure(tokens)));
printTable(
  `Bytes of an answer on the wire, ${1_000 / PACE_MS} tokens a second, with what HTTP adds`,
  ENCODINGS.map((encoding, index) => rowOf(encoding, short?.[index] ?? [], long?.[index] ?? [])),
);

/** Reads answers of so many tokens, ten of the short ones, in each encoding. */
async function measure(tokens: number): Promise<CountedStream[][]> {
  const model = await startFakeModel({ kind: 'answer', text: textOf(tokens), paceMs: PACE_MS });
  const product = await Product.start({
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: 'fake',
    CHAT_MODEL: 'fake-model',
    CONTEXT_TOKENS: '32768',
    ANSWER_TOKENS: '8192',
    ANSWERS_PER_USER: '100',
  });
  try {
    const api = new ApiClient(product.url);
    say(`answers of ${tokens} tokens`);
    const read = async (encoding: string | undefined) => {
      const url = `${product.url}/api/sessions/${await api.createSession()}/messages`;
      return readCounted(url, 'Tell me about my garden.', encoding);
    };
    const count = tokens === SHORT ? ANSWERS : 1;
    return await Promise.all(
      ENCODINGS.map((encoding) => Promise.all(Array.from({ length: count }, () => read(encoding)))),
    );
  } finally {
    await product.stop();
    await model.stop();
  }
}

function rowOf(
  encoding: string | undefined,
  short: readonly CountedStream[],
  long: readonly CountedStream[],
): Record<string, unknown> {
  const sum = (streams: readonly CountedStream[], of: 'bytes' | 'textBytes') =>
    streams.reduce((total, stream) => total + stream[of], 0);
  const aToken = (streams: readonly CountedStream[], of: 'bytes' | 'textBytes', tokens: number) =>
    (sum(streams, of) / (streams.length * tokens)).toFixed(1);
  const gaps = short.flatMap((stream) => stream.gaps);
  return {
    encoding: encoding ?? 'plain',
    'a token of 400': aToken(short, 'textBytes', SHORT),
    'with headers and memories': aToken(short, 'bytes', SHORT),
    'a token of 4,000': aToken(long, 'textBytes', LONG),
    'one of 4,000 / ten of 400': (sum(long, 'textBytes') / sum(short, 'textBytes')).toFixed(3),
    'gap p50': ms(percentile(gaps, 0.5)),
    'gap p95': ms(percentile(gaps, 0.95)),
  };
}
