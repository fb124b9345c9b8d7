import { ModelError } from './model-error.js';

/** Bytes of one line of a stream: many times a whole answer, and little beside the memory of a process. */
const LONGEST_LINE = 1024 * 1024;

const NEWLINE = 10;
const RETURN = 13;

/**
 * Lets a stream of lines through: readers keep lines whole.
 * @throws {ModelError} `model_garbled` once a line is too long to be one.
 */
export async function* limitLines(
  body: AsyncIterable<Uint8Array>,
  longest = LONGEST_LINE,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const bytes of body) {
    const end = Math.max(bytes.lastIndexOf(NEWLINE), bytes.lastIndexOf(RETURN));
    length = end === -1 ? length + bytes.length : bytes.length - end - 1;
    if (length > longest)
      throw new ModelError('model_garbled', 502, 'The model sent a line without an end.', true);
    yield bytes;
  }
}
