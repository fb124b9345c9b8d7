import type { LineFailure } from '../line-failure.js';
import { type ImportedLine, LineFault, readLine } from './import-line.js';

/** A message with the number of its line. */
export interface NumberedLine extends ImportedLine {
  readonly line: number;
}

/** What the lines of a chunk are. */
export interface ReadChunk {
  /** Lines in it, blank ones counted. */
  readonly count: number;
  readonly messages: readonly NumberedLine[];
  readonly failures: readonly LineFailure[];
}

/** Reads the lines of a chunk, each of which ends with a line feed. */
export function readChunk(bytes: Buffer, firstLine: number, now: Date): ReadChunk {
  const messages: NumberedLine[] = [];
  const failures: LineFailure[] = [];
  let count = 0;
  let start = 0;
  for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', start)) {
    const line = firstLine + count++;
    try {
      const message = readLine(bytes.subarray(start, end), now);
      if (message) messages.push({ ...message, line });
    } catch (error) {
      if (!(error instanceof LineFault)) throw error;
      failures.push({ line, code: error.code, message: error.message });
    }
    start = end + 1;
  }
  return { count, messages, failures };
}
