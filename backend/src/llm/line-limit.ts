import { ModelError } from './model-error.js';

/** Bytes of one line of a stream: many times a whole answer, and little beside the memory of a process. */
const LONGEST_LINE = 1024 * 1024;

const NEWLINE = 10;
const RETURN = 13;

/** Lets a stream of lines through, and fails it once a line is too long to be one: readers keep lines whole. */
export class LineLimit extends TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  constructor(longest = LONGEST_LINE) {
    let length = 0;
    super({
      transform(bytes, controller) {
        const end = Math.max(bytes.lastIndexOf(NEWLINE), bytes.lastIndexOf(RETURN));
        length = end === -1 ? length + bytes.length : bytes.length - end - 1;
        if (length > longest) controller.error(tooLong());
        else controller.enqueue(bytes);
      },
    });
  }
}

const tooLong = (): ModelError =>
  new ModelError('model_garbled', 502, 'The model sent a line without an end.', true);
