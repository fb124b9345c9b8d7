import { type Observable, ReplaySubject } from 'rxjs';
import { TokenFrames } from './token-frames.js';
import type { TurnEnd, TurnEvent, TurnFailure } from './turn-events.js';

/** Why a turn is ended from outside before the model is done. */
export type Ending = 'stopped' | 'interrupted';

/** A turn while it runs. It belongs to the server: whoever listens may come and go. */
export class RunningTurn {
  private readonly subject = new ReplaySubject<TurnEvent>();
  private readonly frames = new TokenFrames((text) => {
    this.subject.next({ type: 'token', data: { text } });
  });
  private readonly controller = new AbortController();
  private said = '';
  /** Settles once the answer is kept and everything was said. */
  readonly ended = Promise.withResolvers<TurnEnd>();

  /** Everything that has happened and will happen, from the start. */
  get events(): Observable<TurnEvent> {
    return this.subject;
  }

  /** Aborted with an `Ending` as its reason when the turn is ended from outside. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** What the model has said so far. */
  get text(): string {
    return this.said;
  }

  /** Ends the turn; what was said so far is kept. */
  end(ending: Ending): void {
    this.controller.abort(ending);
  }

  emit(event: TurnEvent): void {
    this.subject.next(event);
  }

  say(text: string): void {
    this.said += text;
    this.frames.push(text);
  }

  /** Sends the last tokens without which the answer would not be whole. */
  flush(): void {
    this.frames.flush();
  }

  close(end: TurnEnd, failure?: TurnFailure): void {
    this.frames.flush();
    if (failure) this.subject.next({ type: 'error', data: failure });
    this.subject.next({ type: 'done', data: end });
    this.subject.complete();
    this.ended.resolve(end);
  }
}
