import { signal } from '@angular/core';
import type { MessageError } from '../api/models';

/** What a turn is waiting for, or doing. */
export type TurnPhase = 'sending' | 'waiting' | 'writing' | 'reconnecting';

/** A turn that is being answered right now. The text is apart, for it changes many times a second. */
export class RunningTurn {
  readonly phase = signal<TurnPhase>('sending');
  /** The answer so far. */
  readonly text = signal('');
  /** Stop was asked for. */
  readonly stopping = signal(false);
  /** Lets go of the connection. */
  readonly connection = new AbortController();
  /** Since when it has been waited for, in milliseconds since 1970. */
  readonly since = signal(Date.now());

  /** Known from the first event on. */
  streamId: string | null = null;
  /** Id of the answer that is to be continued, if one is. */
  continues: string | null = null;
  /** The last event that arrived: what comes after it is still missing. */
  lastEventId: string | undefined;
  /** The answer as far as it was told; where it is told anew it begins with nothing again. */
  received = '';
  /** How many connections have broken since one brought something. */
  broken = 0;
  /** The other tabs know of it. */
  announced = false;
  /** This turn has made the session that it is said in. */
  madeSession = false;
  error: MessageError | null = null;

  constructor(
    readonly requestId: string,
    /** The user's words. */
    readonly question: string,
    /** `key` of the message that holds the answer. */
    readonly answerKey: string,
    /** True once the server has the user's message. */
    public accepted: boolean,
  ) {}

  /** The connection broke, or could not be made. @returns how often that was since one brought something. */
  break(): number {
    if (this.phase() !== 'reconnecting') this.since.set(Date.now());
    this.phase.set('reconnecting');
    return ++this.broken;
  }

  /** There is a connection again. */
  mend(): void {
    if (this.phase() === 'reconnecting') this.phase.set(this.text() ? 'writing' : 'waiting');
  }

  /** Takes a piece of the answer; what is told anew is never shown backwards. */
  append(text: string): void {
    this.received += text;
    if (this.received.length > this.text().length) this.text.set(this.received);
    this.phase.set('writing');
  }
}
