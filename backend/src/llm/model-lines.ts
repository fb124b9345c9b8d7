import type { Body } from '../shared/index.js';
import { ModelError } from './model-error.js';

/** Bytes of one line of a stream: many times a whole answer, and little beside the memory of a process. */
const LONGEST_LINE = 1024 * 1024;
/** Milliseconds that a server may take to end a stream that it has said is done. */
const LAST_WORDS = 250;

const NEWLINE = 10;
const RETURN = 13;
/** Stands in the last event of a stream, in the place of a chunk. */
export const DONE = '[DONE]';

/**
 * Lets a stream of lines through: readers keep lines whole. Who leaves it before its end ends the
 * connection; but after the last event a server has only to close the stream, and then the connection serves
 * the next answer, which a new one would hold up.
 * @throws {ModelError} `model_garbled` once a line is too long to be one.
 */
export async function* linesOf(body: Body, longest = LONGEST_LINE): AsyncGenerator<Uint8Array> {
  // Node's types do not say that it may be iterated.
  const pieces = body.iterator({ destroyOnReturn: false }) as unknown as AsyncIterable<Uint8Array>;
  let length = 0;
  let isDone = false;
  try {
    for await (const bytes of pieces) {
      const end = Math.max(bytes.lastIndexOf(NEWLINE), bytes.lastIndexOf(RETURN));
      length = end === -1 ? length + bytes.length : bytes.length - end - 1;
      if (length > longest)
        throw new ModelError('model_garbled', 502, 'The model sent a line without an end.', true);
      isDone ||= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(DONE);
      yield bytes;
    }
  } finally {
    if (isDone) letEnd(body);
    else body.destroy();
  }
}

function letEnd(body: Body): void {
  const late = setTimeout(() => body.destroy(), LAST_WORDS).unref();
  body.once('close', () => {
    clearTimeout(late);
  });
  body.resume();
}
