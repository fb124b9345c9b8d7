import type { Fetch } from '../shared/index.js';
import { LineLimit } from './line-limit.js';

/** Bytes of an answer that comes in one piece, although a stream was asked for. */
const WHOLE_ANSWER = 4 * 1024 * 1024;

/**
 * `fetch` as the `openai` package uses it, which takes whatever it gets for a stream of events. Here
 * what a server answers in the place of one becomes one: a whole answer a single chunk, an error an
 * event that tells it, and a page an event that nobody can read.
 * @param send what really sends.
 */
export const modelFetch =
  (send: Fetch): Fetch =>
  async (input, init) => {
    const response = await send(input, init);
    if (!response.ok || response.body === null || !wantsStream(init)) return response;
    const type = response.headers.get('content-type') ?? '';
    if (/^text\/html\b/i.test(type)) return eventsOf(response, 'a page, not an answer');
    if (/^application\/json\b/i.test(type)) return eventsOf(response, await asChunk(response));
    return new Response(response.body.pipeThrough(new LineLimit()), response);
  };

const wantsStream = (init: RequestInit | undefined): boolean =>
  typeof init?.body === 'string' && init.body.includes('"stream":true');

/** The same response with one event as its body. */
const eventsOf = ({ status, headers }: Response, data: string): Response =>
  new Response(`data: ${data}\n\n`, { status, headers });

/** A whole answer as the only chunk of a stream; all else as it came, on one line. */
async function asChunk(response: Response): Promise<string> {
  const text = await textOf(response);
  try {
    const { choices, ...rest } = JSON.parse(text) as { readonly choices?: unknown };
    if (!Array.isArray(choices)) return JSON.stringify(rest);
    const chunks = choices.map((choice: unknown) =>
      isObject(choice) ? { ...choice, delta: messageOf(choice) } : choice,
    );
    return JSON.stringify({ ...rest, choices: chunks });
  } catch {
    // No JSON, whatever its label says: the reader of the stream tells so.
    return text.replaceAll(/\s+/g, ' ');
  }
}

const messageOf = (choice: object): unknown => Reflect.get(choice, 'message');

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Cut at its limit, where it ends to be JSON. */
async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  // Node's types say less of a response's body than it is.
  const body = response.body as ReadableStream<Uint8Array<ArrayBuffer>>;
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > WHOLE_ANSWER) break;
  }
  return text;
}
