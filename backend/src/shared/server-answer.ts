import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** Bytes as they come; to be destroyed where nobody reads them to their end. */
export type Body = Omit<Readable, typeof Symbol.asyncIterator> & AsyncIterable<Uint8Array>;

/**
 * What a server answers: as much of a `Response` as the `openai` package and `answerChunks` read, at half the cost.
 * @template Bytes how it comes.
 */
export class ServerAnswer<Bytes extends AsyncIterable<Uint8Array> = Body> {
  readonly ok: boolean;

  constructor(
    readonly url: string,
    readonly status: number,
    readonly headers: Headers,
    readonly body: Bytes,
  ) {
    this.ok = status >= 200 && status < 300;
  }

  /** The same with another body, which reads the one of this. */
  with<Other extends AsyncIterable<Uint8Array>>(body: Other): ServerAnswer<Other> {
    return new ServerAnswer(this.url, this.status, this.headers, body);
  }

  /** Reads it to its end, as UTF-8. */
  text(): Promise<string> {
    return text(this.body);
  }
}

/** What the `openai` package takes for `fetch`. */
export type Fetch = typeof globalThis.fetch;

/** Sends a request. @throws {Error} when no answer comes; the signal's reason once it is aborted. */
export type Send = (
  input: Parameters<Fetch>[0],
  init: RequestInit | undefined,
) => Promise<ServerAnswer>;

/** For the `openai` package, which reads bodies by iteration, where it reads them. */
export const asFetch = (
  send: (...request: Parameters<Send>) => Promise<ServerAnswer<AsyncIterable<Uint8Array>>>,
): Fetch => send as unknown as Fetch;

/** What `asFetch` gave to the package, out of its hands again. */
export const asServerAnswer = (answer: Response): ServerAnswer<AsyncIterable<Uint8Array>> =>
  answer as unknown as ServerAnswer<AsyncIterable<Uint8Array>>;
