import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { FromEncoder, ToEncoder } from './encoder-messages.ts';
import { EncoderQueue } from './encoder-queue.ts';
import { readEncoderWeights } from './encoder-weights.ts';
import { SentenceEncoder } from './sentence-encoder.ts';
import { SubwordTokenizer } from './subword-tokenizer.ts';

// Runs the model in a thread of its own, since it keeps a core busy. The tests run this file and what
// it imports as TypeScript, so all of them name each other by `.ts` and have no syntax but types to strip.
const port = parentPort;
if (!port) throw new Error('encoder.worker runs in a worker thread only');

const weights = await readEncoderWeights();
const tokenizer = new SubwordTokenizer(weights.vocabulary);
const encoder = new SentenceEncoder(weights);
const queue = new EncoderQueue({
  encode: (text) => encoder.encode(tokenizer.encode(text)),
  encodeInSteps: (text) => encoder.encodeInSteps(tokenizer.encode(text)),
  pause: () => nextTurn(),
  answer: (answer: FromEncoder) => {
    port.postMessage(answer);
  },
});
port.on('message', (message: ToEncoder) => {
  queue.take(message);
});
