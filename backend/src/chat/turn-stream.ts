import { Logger, type MessageEvent } from '@nestjs/common';
import {
  catchError,
  EMPTY,
  finalize,
  interval,
  map,
  merge,
  type Observable,
  Subject,
  takeUntil,
} from 'rxjs';
import { eventId, type NumberedEvent } from './streams/stream-position.js';

/** Milliseconds between the comments that keep proxies from closing a silent stream. */
const HEARTBEAT = 15_000;

/** Most characters that wait for a reader that does not read; then its connection is dropped. */
export const MOST_WAITING = 256 * 1024;

const logger = new Logger('TurnStream');

/**
 * A turn as server-sent events, each with its id. When it cannot be told to its end, since the database
 * does not answer, it breaks off without `done`: readers take it up again, as after a lost connection.
 */
export function toServerSentEvents(
  streamId: string,
  events: Observable<NumberedEvent>,
): Observable<MessageEvent> {
  const ended = new Subject<void>();
  const messages = events.pipe(
    map(({ sequence, event: { type, data } }): MessageEvent => {
      return { type, data, id: eventId(streamId, sequence) };
    }),
    catchError((err: unknown) => {
      logger.warn({ err, streamId }, 'a stream breaks off');
      return EMPTY;
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
