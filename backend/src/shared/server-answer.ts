/** Bytes as they come; to be destroyed where nobody reads them to their end. */
export type Body = AsyncIterable<Uint8Array> & { destroy?(): unknown };

/** What a server answers: as much of a `Response` as the `openai` package reads, at half the cost. */
export class ServerAnswer {
  readonly ok: boolean;
  readonly statusText = '';

  constructor(
    readonly url: string,
    readonly status: number,
    readonly headers: Headers,
    readonly body: Body,
  ) {
    this.ok = status >= 200 && status < 300;
  }

  /** The same with another body, which reads the one of this. */
  with(body: Body): ServerAnswer {
    return new ServerAnswer(this.url, this.status, this.headers, body);
  }

  /** Reads it to its end, as UTF-8. */
  async text(): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const bytes of this.body) text += decoder.decode(bytes, { stream: true });
    return text + decoder.decode();
  }

  /** @throws {SyntaxError} when it is no JSON. */
  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }
}

/** What the `openai` package takes for `fetch`. */
export type Fetch = typeof globalThis.fetch;

/** Sends a request. @throws {Error} when no answer comes; the signal's reason once it is aborted. */
export type Send = (
  input: Parameters<Fetch>[0],
  init: RequestInit | undefined,
) => Promise<ServerAnswer>;

/** For the `openai` package, which reads bodies by iteration. */
export const asFetch = (send: Send): Fetch => send as unknown as Fetch;
