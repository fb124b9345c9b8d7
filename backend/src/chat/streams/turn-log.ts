import { Observable, Subject } from 'rxjs';
import type { TurnEvent } from '../turn-events.js';
import type { NumberedEvent } from './stream-position.js';

/** Positions that are known, four bytes each: 64 KiB, or ten minutes of a frame every 40 ms. */
const KNOWN_POSITIONS = 16_384;

/** What was told of a turn until some moment. */
export interface Told {
  /** Number of the last event. */
  readonly sequence: number;
  readonly text: string;
}

/**
 * What a turn has told so far, so that a reader who comes, or comes back, misses nothing. The text is
 * kept once, with a ring of where in it each of the last events began. What a reader lacks is told as
 * one event; who lacks more than the ring knows is told everything anew, from `meta` on.
 */
export class TurnLog {
  private readonly live = new Subject<NumberedEvent>();
  /** `meta` and `memory`. */
  private readonly opening: NumberedEvent[] = [];
  /** `error` and `done`. */
  private readonly closing: NumberedEvent[] = [];
  private text = '';
  private sequence: number;
  /** Number of the last event with text; 0 before it. */
  private lastToken = 0;
  /** Length of the text before each of the last events with text; its slot is the event's number. */
  private readonly starts: number[] = [];

  /**
   * @param before number that the first event follows.
   * @param known most positions that the ring holds.
   */
  constructor(
    private readonly before = 0,
    private readonly known = KNOWN_POSITIONS,
  ) {
    this.sequence = before;
  }

  /** Everything that was told. */
  get told(): Told {
    return { sequence: this.sequence, text: this.text };
  }

  /** Adds an event and tells it to all who listen. */
  add(event: TurnEvent): void {
    const numbered = { sequence: ++this.sequence, event };
    if (event.type === 'token') {
      this.starts[this.slot(numbered.sequence)] = this.text.length;
      this.text += event.data.text;
      this.lastToken = numbered.sequence;
    } else if (event.type === 'meta' || event.type === 'memory') this.opening.push(numbered);
    else this.closing.push(numbered);
    this.live.next(numbered);
    if (event.type === 'done') this.live.complete();
  }

  /** Whether no event of that number was told yet, in this run or in any. */
  isAhead(position: number): boolean {
    return position > this.sequence;
  }

  /** All events after that position, the ones to come too; completes after `done`. */
  after(position: number): Observable<NumberedEvent> {
    return new Observable((reader) => {
      // Nothing is told between what is read here and what is heard from then on: both are synchronous.
      for (const missing of this.missing(position)) reader.next(missing);
      return this.live.subscribe(reader);
    });
  }

  private *missing(position: number): Generator<NumberedEvent> {
    const from = this.knows(position) ? position : this.before;
    const isMissing = ({ sequence }: NumberedEvent) => sequence > from;
    yield* this.opening.filter(isMissing);
    if (this.lastToken > from) {
      const text = this.text.slice(this.lengthAt(from));
      yield { sequence: this.lastToken, event: { type: 'token', data: { text } } };
    }
    yield* this.closing.filter(isMissing);
  }

  /** Whether it can be told what came after that position. */
  private knows(position: number): boolean {
    if (position <= this.before) return false;
    const hasText = position > this.opened;
    return !hasText || position >= this.lastToken - this.known;
  }

  /** Length of the text that a reader at that position has. */
  private lengthAt(position: number): number {
    return position > this.opened ? (this.starts[this.slot(position + 1)] ?? 0) : 0;
  }

  /** Number of the last event before the text. */
  private get opened(): number {
    return this.opening.at(-1)?.sequence ?? this.before;
  }

  private slot(sequence: number): number {
    return sequence % this.known;
  }
}
