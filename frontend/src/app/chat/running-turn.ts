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
  readonly startedAt = Date.now();

  /** Known from the first event on. */
  streamId: string | null = null;
  /** What this connection has brought; a replay starts from nothing again. */
  received = '';
  /** How many connections have broken since one brought something. */
  broken = 0;
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

  /** Takes a piece of the answer; what a replay repeats is never shown backwards. */
  append(text: string): void {
    this.received += text;
    if (this.received.length > this.text().length) this.text.set(this.received);
    this.phase.set('writing');
  }
}
