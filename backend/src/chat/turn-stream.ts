import type { MessageEvent } from '@nestjs/common';
import { endWith, ignoreElements, interval, map, merge, type Observable, share, takeUntil } from 'rxjs';
import type { TurnEvent } from './turn-events.js';

/** Milliseconds between the comments that keep proxies from closing a silent stream. */
const HEARTBEAT = 15_000;

/** A turn as server-sent events: each with an id, `STREAM:SEQUENCE` counted from 1. */
export function toServerSentEvents(streamId: string, events: Observable<TurnEvent>): Observable<MessageEvent> {
  const messages = events.pipe(
    map(({ type, data }, index): MessageEvent => ({ type, data, id: `${streamId}:${index + 1}` })),
    share(),
  );
  const heartbeat = interval(HEARTBEAT).pipe(
    map((): MessageEvent => ({ comment: 'heartbeat' })),
    takeUntil(messages.pipe(ignoreElements(), endWith(undefined))),
  );
  // The heartbeat first: a replayed turn completes while it is subscribed to.
  return merge(heartbeat, messages);
}
