/** Lines as they were received, some at a time. */
export interface LineChunk {
  /** Number of the first one, from 1. */
  readonly firstLine: number;
  /** How many there are. */
  readonly lines: number;
  /** The lines, each with its line feed; one that is too long is empty. */
  readonly bytes: Buffer;
  /** Numbers of the lines that are too long. */
  readonly tooLong: readonly number[];
}

/** What bounds a chunk. */
export interface ChunkLimits {
  /** Bytes of one line; a longer one is left out. */
  readonly line: number;
  /** Lines, and bytes, from which a chunk is full. */
  readonly lines: number;
  readonly bytes: number;
}

const LINE_FEED = 0x0a;

/**
 * Cuts a stream of bytes into chunks of whole lines, and holds no more than a chunk and a line.
 * @param isWhole asked at the end: whether the last line counts although no line feed follows.
 */
export async function* lineChunks(
  stream: AsyncIterable<Buffer>,
  limits: ChunkLimits,
  isWhole: () => boolean,
): AsyncGenerator<LineChunk> {
  const gathered = new Gathered(limits);
  for await (const data of stream) {
    let start = 0;
    for (;;) {
      const end = data.indexOf(LINE_FEED, start);
      gathered.add(data.subarray(start, end === -1 ? undefined : end));
      if (end === -1) break;
      gathered.endLine();
      start = end + 1;
      if (gathered.isFull) yield gathered.take();
    }
  }
  if (gathered.hasPart && isWhole()) gathered.endLine();
  if (gathered.hasLines) yield gathered.take();
}

class Gathered {
  private firstLine = 1;
  private lines = 0;
  private parts: Buffer[] = [];
  private size = 0;
  private tooLong: number[] = [];
  private line: Buffer[] = [];
  private lineSize = 0;

  constructor(private readonly limits: ChunkLimits) {}

  get isFull(): boolean {
    return this.lines >= this.limits.lines || this.size >= this.limits.bytes;
  }

  get hasLines(): boolean {
    return this.lines > 0;
  }

  get hasPart(): boolean {
    return this.lineSize > 0;
  }

  add(part: Buffer): void {
    this.lineSize += part.length;
    if (this.lineSize > this.limits.line) this.line = [];
    else this.line.push(part);
  }

  endLine(): void {
    if (this.lineSize > this.limits.line) this.tooLong.push(this.firstLine + this.lines);
    this.parts.push(...this.line, END_OF_LINE);
    this.size += this.line.reduce((sum, { length }) => sum + length, 1);
    this.lines++;
    this.line = [];
    this.lineSize = 0;
  }

  take(): LineChunk {
    const { firstLine, lines, tooLong } = this;
    const bytes = Buffer.concat(this.parts);
    this.firstLine += lines;
    this.lines = 0;
    this.parts = [];
    this.size = 0;
    this.tooLong = [];
    return { firstLine, lines, bytes, tooLong };
  }
}

const END_OF_LINE = Buffer.from('\n');
