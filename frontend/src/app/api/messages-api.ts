import { inject, Service } from '@angular/core';
import type { ApiRequest } from './api-client';
import { ApiClient } from './api-client';
import type { ChatEvent } from './chat-event';
import type { Message, Page } from './models';
import { readChatEvents } from './sse-reader';

/** History, sending and stopping. Every method throws {ApiError}. */
@Service()
export class MessagesApi {
  private readonly api = inject(ApiClient);

  /** Newest page first, oldest message first inside it; the cursor leads to older ones. */
  list(sessionId: string, cursor: string | null, limit = 50): Promise<Page<Message>> {
    const query = new URLSearchParams({ limit: String(limit) });
    if (cursor) query.set('cursor', cursor);
    return this.api.json(`sessions/${encodeURIComponent(sessionId)}/messages?${query}`);
  }

  /**
   * Sends a message, or joins the turn that this request id already started.
   * Resolves once the server has accepted it; the events follow. `signal` lets go of the
   * connection, which does not stop the answer.
   */
  async send(
    sessionId: string,
    turn: { readonly text: string; readonly requestId: string },
    signal: AbortSignal,
  ): Promise<AsyncIterable<ChatEvent>> {
    const { text, requestId } = turn;
    const path = `sessions/${encodeURIComponent(sessionId)}/messages`;
    return this.events(path, { method: 'POST', body: { text, requestId }, signal });
  }

  /** Reads an answer that is being made, or has ended: all, or what came after that event. */
  follow(
    streamId: string,
    lastEventId: string | undefined,
    signal: AbortSignal,
  ): Promise<AsyncIterable<ChatEvent>> {
    return this.events(`streams/${encodeURIComponent(streamId)}`, { lastEventId, signal });
  }

  /** Lets the model go on with an unfinished answer; one that is being made is joined. */
  continue(streamId: string, signal: AbortSignal): Promise<AsyncIterable<ChatEvent>> {
    const path = `streams/${encodeURIComponent(streamId)}/continue`;
    return this.events(path, { method: 'POST', signal });
  }

  /** Ends a running answer and keeps what is there. */
  async stop(streamId: string): Promise<void> {
    await this.api.open(`streams/${encodeURIComponent(streamId)}/stop`, { method: 'POST' });
  }

  private async events(path: string, request: ApiRequest): Promise<AsyncIterable<ChatEvent>> {
    const response = await this.api.open(path, { ...request, accept: 'text/event-stream' });
    return readChatEvents(response.body ?? new ReadableStream());
  }
}
