import { DomainError } from '../../shared/index.js';
import type { TurnEvent } from '../turn-events.js';

/** An event with its number in the stream, from 1. */
export interface NumberedEvent {
  readonly sequence: number;
  readonly event: TurnEvent;
}

/**
 * Numbers that one run of a stream may use. An answer that is continued runs once more, and its
 * numbers begin at the next multiple: so none is used twice, even after a crash that lost the last.
 */
const POSITIONS_A_RUN = 100_000;

/** Number that the first event of the run follows to which that number belongs. */
export const beginOfRun = (sequence: number): number => sequence - (sequence % POSITIONS_A_RUN);

/** Number that the events of the next run of a stream follow, when the last one was told at `sequence`. */
export const nextRun = (sequence: number): number => beginOfRun(sequence) + POSITIONS_A_RUN;

/** What tells streams apart in ids of events: the end of a stream's id, which is random. */
const TAG = 8;

/** The id of an event: short, since it goes over the wire with each. */
export const eventId = (streamId: string, sequence: number): string =>
  `${streamId.slice(-TAG)}:${sequence}`;

/** Some clients make the id of an event themselves, out of the whole id of its stream. */
const EVENT_ID = /^((?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{4})?[0-9a-f]{8}):([1-9]\d{0,8})$/;

/**
 * Where a reader of a stream is, by the `Last-Event-ID` that it sends.
 * @returns the number of the last event that it has; 0 when it has none.
 * @throws {DomainError} `last_event_id_malformed`, `last_event_id_foreign`.
 */
export function positionIn(streamId: string, lastEventId: string | undefined): number {
  if (lastEventId === undefined || lastEventId === '') return 0;
  const [, stream, sequence] = EVENT_ID.exec(lastEventId) ?? [];
  if (sequence === undefined)
    throw new DomainError(
      'last_event_id_malformed',
      400,
      'Last-Event-ID is no id of an event (such as 1f2e3d4c:12). Leave it out to read from the start.',
    );
  if (stream !== streamId && stream !== streamId.slice(-TAG))
    throw new DomainError(
      'last_event_id_foreign',
      400,
      'Last-Event-ID is of another stream. Leave it out to read this one from the start.',
    );
  return Number(sequence);
}

/** Nobody can have read what was not told yet. */
export const aheadOfStream = (): DomainError =>
  new DomainError(
    'last_event_id_ahead',
    400,
    'Last-Event-ID is further than this stream has come. Leave it out to read from the start.',
  );
