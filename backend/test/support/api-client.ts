import { EventSourceParserStream } from 'eventsource-parser/stream';

/** One event of an answer's stream. */
export interface StreamedEvent {
  readonly id: string | undefined;
  readonly event: string;
  /** Parsed JSON; each test says what it expects of it. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A response with its body read. */
export interface Reply<T> {
  readonly status: number;
  readonly contentType: string;
  readonly body: T;
}

/** One row of a conversation's history. */
export interface HistoryMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly status: string;
}

/** Speaks to a running product as an outside program would: HTTP and nothing else. */
export class ApiClient {
  private readonly url: string;

  /** @param url the product's address without a slash at the end. */
  constructor(url: string) {
    this.url = url;
  }

  /** Sends JSON (or, as a string, whatever it is) and reads the answer whatever its status. */
  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Reply<T>> {
    return this.reply<T>(path, request(method, body));
  }

  /** Asks for a stream after an event, and reads whatever comes to its end. */
  readFrom(streamId: string, lastEventId: string): Promise<Reply<unknown>> {
    return this.reply(`/api/streams/${streamId}`, { headers: { 'Last-Event-ID': lastEventId } });
  }

  private async reply<T>(path: string, init: RequestInit): Promise<Reply<T>> {
    const response = await fetch(`${this.url}${path}`, init);
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    // The caller states the shape, and its assertions check it.
    const parsed = (contentType.includes('json') && text !== '' ? JSON.parse(text) : text) as T;
    return { status: response.status, contentType, body: parsed };
  }

  /** Makes a conversation and gives its id. */
  async createSession(): Promise<string> {
    return (await this.call<{ id: string }>('POST', '/api/sessions', {})).body.id;
  }

  /** The newest page of a conversation, oldest message first. */
  async history(sessionId: string): Promise<readonly HistoryMessage[]> {
    const path = `/api/sessions/${sessionId}/messages`;
    return (await this.call<{ items: HistoryMessage[] }>('GET', path)).body.items;
  }

  /**
   * Sends a message and yields the events of its answer as they come.
   * @throws {Error} with the problem document when the stream does not start.
   */
  send(sessionId: string, text: string, requestId?: string): AsyncGenerator<StreamedEvent> {
    const body = requestId === undefined ? { text } : { text, requestId };
    return this.events(`/api/sessions/${sessionId}/messages`, request('POST', body));
  }

  /**
   * Reads a stream from the start, or from after the event with that id.
   * @throws {Error} with the problem document when the stream does not start.
   */
  read(streamId: string, lastEventId?: string): AsyncGenerator<StreamedEvent> {
    const headers = lastEventId === undefined ? undefined : { 'Last-Event-ID': lastEventId };
    return this.events(`/api/streams/${streamId}`, { ...(headers && { headers }) });
  }

  /**
   * Lets an unfinished answer be continued, and yields its events.
   * @throws {Error} with the problem document when the stream does not start.
   */
  continue(streamId: string): AsyncGenerator<StreamedEvent> {
    return this.events(`/api/streams/${streamId}/continue`, { method: 'POST' });
  }

  private async *events(path: string, init: RequestInit): AsyncGenerator<StreamedEvent> {
    const response = await fetch(`${this.url}${path}`, init);
    if (!response.ok || response.body === null) throw new Error(await response.text());
    const events = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream());
    for await (const { id, event = 'message', data } of events) {
      yield { id, event, data: JSON.parse(data) as StreamedEvent['data'] };
    }
  }
}

/** All events of a stream, once it has ended. */
export async function streamOf(events: AsyncIterable<StreamedEvent>): Promise<StreamedEvent[]> {
  const all: StreamedEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** The text that a stream's `token` events add up to. */
export function streamedText(events: readonly StreamedEvent[]): string {
  return events
    .filter(({ event }) => event === 'token')
    .map(({ data }) => String(data['text']))
    .join('');
}

function request(method: string, body: unknown): RequestInit {
  const headers = {
    Accept: 'application/json, text/event-stream',
    'Content-Type': 'application/json',
  };
  if (body === undefined) return { method, headers };
  return { method, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}
