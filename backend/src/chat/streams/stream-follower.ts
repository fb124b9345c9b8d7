import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Observable, ReplaySubject, type Subscriber, takeUntil } from 'rxjs';
import { type AnswerStream, AnswerStreams } from '../../messages/index.js';
import { StoredTurn } from '../stored-turn.service.js';
import type { TurnEvent } from '../turn-events.js';
import { FollowedStream } from './followed-stream.js';
import { OrphanedAnswers } from './orphaned-answers.js';
import type { NumberedEvent } from './stream-position.js';

/** Milliseconds between looks at an answer that another process makes. */
const LOOK = 250;
/** Milliseconds after which that process is told again that somebody reads. */
const NOTE_READER = 2_000;
/** Milliseconds after a failure. */
const PAUSE = 1_000;

/** Tells answers that another process makes, by what it keeps of them. */
@Injectable()
export class StreamFollower implements BeforeApplicationShutdown {
  private readonly logger = new Logger(StreamFollower.name);
  private readonly closing = new ReplaySubject<void>(1);

  constructor(
    private readonly streams: AnswerStreams,
    private readonly stored: StoredTurn,
    private readonly orphans: OrphanedAnswers,
  ) {}

  /** All events after that position; completes after `done`, or when this server stops. */
  after(userId: string, answerId: string, position: number): Observable<NumberedEvent> {
    const events = new Observable<NumberedEvent>((reader) => {
      const gone = new AbortController();
      const followed = new FollowedStream(position, (answer) => this.stored.opening(answer));
      void this.follow({ userId, answerId, followed, signal: gone.signal }, reader);
      return () => {
        gone.abort();
      };
    });
    return events.pipe(takeUntil(this.closing));
  }

  /** Lets go of all readers, since HTTP would wait for them; they find their streams elsewhere. */
  beforeApplicationShutdown(): void {
    this.closing.next();
  }

  private async follow(reading: Reading, reader: Subscriber<NumberedEvent>): Promise<void> {
    const { signal } = reading;
    let notedAt = -Infinity;
    while (!signal.aborted) {
      let pause = LOOK;
      try {
        if (performance.now() - notedAt >= NOTE_READER) {
          await this.streams.noteReader(reading.answerId);
          notedAt = performance.now();
        }
        if (await this.look(reading, reader)) return;
      } catch (err) {
        // The reader has what was told so far; the database may be back in a moment.
        this.logger.warn({ err }, 'an answer could not be followed');
        this.orphans.noteFault(err);
        pause = PAUSE;
      }
      await delay(pause, undefined, { ref: false });
    }
  }

  /** @returns whether that was the end. */
  private async look(
    { userId, answerId, followed, signal }: Reading,
    reader: Subscriber<NumberedEvent>,
  ): Promise<boolean> {
    const stream = await this.streams.look(userId, answerId);
    if (stream?.answer.status === 'streaming' && !stream.isAlive) {
      await this.orphans.mark();
      return false;
    }
    const events = stream ? await this.next(followed, stream) : followed.end(DELETED);
    if (signal.aborted) return true;
    for (const event of events) reader.next(event);
    if (stream?.answer.status === 'streaming') return false;
    reader.complete();
    return true;
  }

  private async next(followed: FollowedStream, stream: AnswerStream): Promise<NumberedEvent[]> {
    const events = await followed.grow(stream);
    const { answer } = stream;
    return answer.status === 'streaming'
      ? events
      : [...events, ...followed.end([...this.stored.ending(answer)])];
  }
}

interface Reading {
  readonly userId: string;
  readonly answerId: string;
  readonly followed: FollowedStream;
  readonly signal: AbortSignal;
}

/** What was deleted while it was made ends as it does for readers where it was made. */
const DELETED: readonly TurnEvent[] = [
  { type: 'done', data: { finishReason: 'stopped', usage: null } },
];
