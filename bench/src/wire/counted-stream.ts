import { Agent, request, type IncomingMessage } from 'node:http';
import { PassThrough, type Duplex } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';

/** What came over the wire for one answer, with what HTTP adds. */
export interface CountedStream {
  readonly text: string;
  /** All of it: headers, `meta`, the memories, the text, the end. */
  readonly bytes: number;
  /** From the event after the first token to the end. */
  readonly textBytes: number;
  /** Milliseconds between one piece of text and the next, as they are decoded. */
  readonly gaps: readonly number[];
}

const DECODERS: Readonly<Record<string, () => Duplex>> = {
  br: () => createBrotliDecompress(),
  gzip: () => createGunzip(),
};

/**
 * Sends a message and reads the answer, on a connection of its own whose bytes are counted.
 * @param encoding what is asked for; undefined: nothing is.
 */
export async function readCounted(
  url: string,
  text: string,
  encoding: string | undefined,
): Promise<CountedStream> {
  const agent = new Agent();
  try {
    const response = await ask(url, JSON.stringify({ text }), encoding, agent);
    return await count(response);
  } finally {
    agent.destroy();
  }
}

function ask(
  url: string,
  body: string,
  encoding: string | undefined,
  agent: Agent,
): Promise<IncomingMessage> {
  const headers = {
    'Content-Type': 'application/json',
    ...(encoding !== undefined && { 'Accept-Encoding': encoding }),
  };
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers, agent }, resolve).on('error', reject).end(body);
  });
}

async function count(response: IncomingMessage): Promise<CountedStream> {
  const decoder = DECODERS[response.headers['content-encoding'] ?? '']?.() ?? new PassThrough();
  const gaps: number[] = [];
  let rest = '';
  let text = '';
  let before = 0;
  let last = 0;
  for await (const piece of response.pipe(decoder).setEncoding('utf8')) {
    const events = (rest + String(piece)).split('\n\n');
    rest = events.pop() ?? '';
    const said = events.map(textOf).join('');
    if (said === '') continue;
    const now = performance.now();
    if (text === '') before = response.socket.bytesRead;
    else gaps.push(now - last);
    last = now;
    text += said;
  }
  const bytes = response.socket.bytesRead;
  return { text, bytes, textBytes: bytes - before, gaps };
}

function textOf(event: string): string {
  if (!/^event: token$/m.test(event)) return '';
  const data = /^data: (.*)$/m.exec(event)?.[1] ?? '{}';
  return (JSON.parse(data) as { readonly text?: string }).text ?? '';
}
