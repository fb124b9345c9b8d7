import type { MessageEvent } from '@nestjs/common';
import { finalize, interval, map, merge, type Observable, Subject, takeUntil } from 'rxjs';
import type { TurnEvent } from './turn-events.js';

/** Milliseconds between the comments that keep proxies from closing a silent stream. */
const HEARTBEAT = 15_000;

/** A turn as server-sent events: each with an id, `STREAM:SEQUENCE` counted from 1. */
export function toServerSentEvents(
  streamId: string,
  events: Observable<TurnEvent>,
): Observable<MessageEvent> {
  const ended = new Subject<void>();
  const messages = events.pipe(
    map(({ type, data }, index): MessageEvent => ({ type, data, id: `${streamId}:${index + 1}` })),
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
