import type { MessageError, Recalled } from './models';

/** What the stream of an answer says, one event after the other; `id` says where in it that was. */
export type ChatEvent = { readonly id: string | undefined } & (
  | {
      readonly type: 'meta';
      readonly messageId: string;
      readonly userMessageId: string;
      readonly streamId: string;
      readonly model: string | null;
      readonly degraded: readonly string[];
    }
  | { readonly type: 'memory'; readonly used: readonly Recalled[] }
  | { readonly type: 'token'; readonly text: string }
  | ({ readonly type: 'error' } & MessageError)
  | {
      readonly type: 'done';
      readonly finishReason: string;
      /** The whole answer, for a reader who came back after its end. */
      readonly text?: string;
    }
);

const TYPES = new Set(['meta', 'memory', 'token', 'error', 'done']);

/**
 * Turns one server-sent event into a chat event.
 * @returns null for an event of a kind this page does not know, which it may pass over.
 * @throws {SyntaxError} when the data is no JSON object.
 */
export function toChatEvent(type: string | undefined, data: string, id?: string): ChatEvent | null {
  if (type === undefined || !TYPES.has(type)) return null;
  const body: unknown = JSON.parse(data);
  if (typeof body !== 'object' || body === null) throw new SyntaxError('Not a JSON object');
  // The shapes are the server's published contract, checked by the browser tests of both sides.
  return { ...body, type, id } as ChatEvent;
}
