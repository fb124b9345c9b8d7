import type { EventSourceMessage } from 'eventsource-parser';
import { createParser } from 'eventsource-parser';
import type { ChatEvent } from './chat-event';
import { toChatEvent } from './chat-event';

/**
 * Reads the events of an answer as they arrive, however the network cuts them up.
 * Leaving the loop early closes the connection.
 * @throws {TypeError} when the connection breaks; {SyntaxError} when an event is no JSON.
 */
export async function* readChatEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ChatEvent> {
  const arrived: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => arrived.push(event) });
  // One decoder for the whole stream: a character may be cut in two.
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      parser.feed(decoder.decode(value, { stream: !done }));
      for (const { event, data } of arrived.splice(0)) {
        const chatEvent = toChatEvent(event, data);
        if (chatEvent) yield chatEvent;
      }
      if (done) return;
    }
  } finally {
    // Failing to close what is already broken changes nothing.
    await reader.cancel().catch(() => undefined);
  }
}
