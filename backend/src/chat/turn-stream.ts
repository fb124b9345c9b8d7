import type { MessageEvent } from '@nestjs/common';
import { finalize, interval, map, merge, type Observable, Subject, takeUntil } from 'rxjs';
import { eventId, type NumberedEvent } from './streams/stream-position.js';

/** Milliseconds between the comments that keep proxies from closing a silent stream. */
const HEARTBEAT = 15_000;

/** Most characters that wait for a reader that does not read; then its connection is dropped. */
export const MOST_WAITING = 256 * 1024;

/** A turn as server-sent events, each with its id. */
export function toServerSentEvents(
  streamId: string,
  events: Observable<NumberedEvent>,
): Observable<MessageEvent> {
  const ended = new Subject<void>();
  const messages = events.pipe(
    map(({ sequence, event: { type, data } }): MessageEvent => {
      return { type, data, id: eventId(streamId, sequence) };
    }),
    finalize(() => {
      ended.next();
    }),
  );
  const heartbeat = interval(HEARTBEAT).pipe(
    map((): MessageEvent => ({ comment: 'heartbeat' })),
    takeUntil(ended),
  );
  // The heartbeat first: a turn that is told once more may be over before `merge` goes on.
  return merge(heartbeat, messages);
}
