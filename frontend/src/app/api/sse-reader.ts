import type { EventSourceMessage } from 'eventsource-parser';
import { createParser } from 'eventsource-parser';
import type { ChatEvent } from './chat-event';
import { toChatEvent } from './chat-event';

/** Milliseconds of silence after which a connection counts as broken: the server beats every 15 seconds. */
const SILENCE = 40_000;

/**
 * Reads the events of an answer as they arrive, however the network cuts them up.
 * Leaving the loop early closes the connection.
 * @throws {TypeError} when the connection breaks, or nothing comes for too long; {SyntaxError} when an event is no JSON.
 */
export async function* readChatEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ChatEvent> {
  const arrived: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => arrived.push(event) });
  // One decoder for the whole stream: a character may be cut in two.
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read());
      parser.feed(decoder.decode(value, { stream: !done }));
      for (const { id, event, data } of arrived.splice(0)) {
        const chatEvent = toChatEvent(event, data, id);
        if (chatEvent) yield chatEvent;
      }
      if (done) return;
    }
  } finally {
    // Failing to close what is already broken changes nothing.
    await reader.cancel().catch(() => undefined);
  }
}

/** A connection that died without a word, as when a laptop slept, would be waited for without end. */
async function withinSilence<T>(reading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TypeError('The connection fell silent')), SILENCE);
  });
  try {
    return await Promise.race([reading, silence]);
  } finally {
    clearTimeout(timer);
  }
}
