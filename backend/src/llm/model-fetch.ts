import { Readable } from 'node:stream';
import { asFetch, type Fetch, type Send, type ServerAnswer } from '../shared/index.js';
import { linesOf } from './model-lines.js';

/** Bytes of an answer that comes in one piece, although a stream was asked for. */
const WHOLE_ANSWER = 4 * 1024 * 1024;

/**
 * `fetch` as the `openai` package uses it. What it gives is read as a stream of events, whatever it is. Here
 * what a server answers in the place of one becomes one: a whole answer a single chunk, an error an
 * event that tells it, and a page an event that nobody can read.
 * @param send what really sends.
 */
export const modelFetch = (send: Send): Fetch =>
  asFetch(async (input, init) => {
    const answer = await send(input, init);
    if (!answer.ok || !wantsStream(init)) return answer;
    const type = answer.headers.get('content-type') ?? '';
    if (/^text\/html\b/i.test(type)) {
      answer.body.destroy();
      return answer.with(eventWith('a page, not an answer'));
    }
    if (/^application\/json\b/i.test(type)) return answer.with(eventWith(await asChunk(answer)));
    return answer.with(linesOf(answer.body));
  });

const wantsStream = (init: RequestInit | undefined): boolean =>
  typeof init?.body === 'string' && init.body.includes('"stream":true');

/** A stream of one event. */
const eventWith = (data: string): Readable => Readable.from([Buffer.from(`data: ${data}\n\n`)]);

/** A whole answer as the only chunk of a stream; all else as it came, on one line. */
async function asChunk(answer: ServerAnswer): Promise<string> {
  const text = await textOf(answer);
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
async function textOf({ body }: ServerAnswer): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > WHOLE_ANSWER) break;
  }
  return text;
}
