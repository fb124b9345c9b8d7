import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { ApiClient } from '../../../backend/test/support/api-client.ts';

/** One turn through the product. */
export interface MeasuredTurn {
  /** From the request to the first token, milliseconds. */
  readonly ms: number;
  /** How many memories the answer was given. */
  readonly memories: number;
}

/** Asks the model itself, with a prompt of the same length, and reads the answer to its end. */
export async function timeToFirstTokenDirect(
  baseUrl: string,
  history: number,
  question: string,
): Promise<number> {
  const past = Array.from({ length: history }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: `Note ${index}: the train was ${index} minutes late again.`,
  }));
  const messages = [...past, { role: 'user', content: question }];
  const begun = performance.now();
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ model: 'fake-model', stream: true, messages }),
  });
  if (response.body === null) throw new Error('The fake model sent no body');
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  let first: number | undefined;
  for await (const { data } of events) {
    if (first === undefined && /"content":"[^"]/.test(data)) first = performance.now() - begun;
  }
  if (first === undefined) throw new Error('The fake model sent no token');
  return first;
}

/** Sends a message through the product and reads the answer to its end. */
export async function timeToFirstTokenThrough(
  api: ApiClient,
  session: string,
  question: string,
): Promise<MeasuredTurn> {
  const begun = performance.now();
  let first: number | undefined;
  let memories = 0;
  for await (const { event, data } of api.send(session, question)) {
    if (event === 'token') first ??= performance.now() - begun;
    if (event === 'memory') memories = (data['used'] as unknown[]).length;
  }
  if (first === undefined) throw new Error('The product sent no token');
  return { ms: first, memories };
}

/** Asks a relay that needs nothing to be told, and reads the answer to its end. @returns milliseconds. */
export async function timeToFirstTokenRelayed(url: string): Promise<number> {
  const begun = performance.now();
  const { body } = await fetch(url, { method: 'POST' });
  if (body === null) throw new Error('The relay sent no body');
  const events = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  let first: number | undefined;
  for await (const { event } of events) if (event === 'token') first ??= performance.now() - begun;
  if (first === undefined) throw new Error('The relay sent no token');
  return first;
}
