import { Agent, request, type IncomingMessage } from 'node:http';

/** One stream to ask for. */
export interface StreamRequest {
  readonly url: string;
  readonly body: string;
  /** Takes the text out of one event, undefined where it has none. */
  readonly textOf: (event: string) => string | undefined;
}

/** How one stream went; times in milliseconds. */
export interface MeasuredStream {
  /** Status of HTTP; 0 when there was no answer. */
  readonly status: number;
  readonly text: string;
  /** From the request to the head of its answer; undefined when none came. */
  readonly answered: number | undefined;
  /** From the request to the first piece of text; undefined when none came. */
  readonly firstToken: number | undefined;
  /** Between one piece of text and the next. */
  readonly gaps: readonly number[];
  /** Bytes of the body, with what HTTP adds taken off. */
  readonly bytes: number;
  /** Whether something was missing from which the answer was made, as its `meta` says. */
  readonly isDegraded: boolean;
}

/** Asks for all streams at the same instant, each on a connection of its own, and reads them to their ends. */
export async function readAll(
  requests: readonly StreamRequest[],
): Promise<readonly MeasuredStream[]> {
  const agent = new Agent({ maxSockets: Infinity });
  try {
    return await Promise.all(requests.map((each) => readOne(each, agent)));
  } finally {
    agent.destroy();
  }
}

function readOne({ url, body, textOf }: StreamRequest, agent: Agent): Promise<MeasuredStream> {
  const begun = performance.now();
  const headers = {
    Accept: 'text/event-stream',
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const reading = new Reading(begun, textOf);
    request(url, { method: 'POST', headers, agent }, (response) => {
      reading.take(response, resolve);
    })
      // A connection that is refused or breaks is one of the things that are counted.
      .on('error', () => resolve(reading.result(0)))
      .end(body);
  });
}

/** What was read of one stream so far. */
class Reading {
  private text = '';
  private answered: number | undefined;
  private firstToken: number | undefined;
  private last = 0;
  private bytes = 0;
  private rest = '';
  private isDegraded = false;
  private readonly gaps: number[] = [];
  private readonly begun: number;
  private readonly textOf: StreamRequest['textOf'];

  constructor(begun: number, textOf: StreamRequest['textOf']) {
    this.begun = begun;
    this.textOf = textOf;
  }

  take(response: IncomingMessage, done: (stream: MeasuredStream) => void): void {
    this.answered = performance.now() - this.begun;
    const end = () => done(this.result(response.statusCode ?? 0));
    response.setEncoding('utf8');
    response.on('data', (piece: string) => this.read(piece));
    response.on('end', end).on('error', end);
  }

  result(status: number): MeasuredStream {
    const { text, answered, firstToken, gaps, bytes, isDegraded } = this;
    return { status, text, answered, firstToken, gaps, bytes, isDegraded };
  }

  private read(piece: string): void {
    this.bytes += Buffer.byteLength(piece);
    const events = (this.rest + piece).split('\n\n');
    this.rest = events.pop() ?? '';
    this.isDegraded ||= events.some((event) => /^data: .*"degraded":\["/m.test(event));
    const said = events.map((event) => this.textOf(event) ?? '').join('');
    if (said === '') return;
    const now = performance.now();
    if (this.firstToken === undefined) this.firstToken = now - this.begun;
    else this.gaps.push(now - this.last);
    this.last = now;
    this.text += said;
  }
}
