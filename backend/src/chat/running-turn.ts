import { Observable } from 'rxjs';
import type { RecalledMemory } from '../memory/index.js';
import type { AnswerContext } from '../messages/index.js';
import { joined } from './joint.js';
import { Readers } from './streams/readers.js';
import { aheadOfStream, type NumberedEvent } from './streams/stream-position.js';
import { type Told, TurnLog } from './streams/turn-log.js';
import { TokenFrames } from './token-frames.js';
import type { TurnEnd, TurnFailure, TurnMeta } from './turn-events.js';

/** Why a turn is ended from outside before the model is done. */
export type Ending = 'stopped' | 'interrupted' | 'abandoned';

/** Where a turn begins, and how long it goes on unread. */
export interface RunOptions {
  /** Milliseconds without a reader after which it is abandoned. */
  readonly patience: number;
  /** Number that its first event follows. */
  readonly before?: number;
  /** What there is of the answer already. */
  readonly text?: string;
}

/** What an answer is made by and from. */
export interface Origin {
  readonly model: string | null;
  readonly context: AnswerContext | null;
}

/** A turn while it runs. It belongs to the server: whoever listens may come and go. */
export class RunningTurn {
  private readonly log: TurnLog;
  private readonly readers: Readers;
  private readonly frames = new TokenFrames((text) => {
    this.log.add({ type: 'token', data: { text } });
  });
  private readonly controller = new AbortController();
  private said: string;
  private made: Origin | undefined;
  /** Settles once readers are told who answers, and from what; the model was asked a moment before. */
  readonly opened = Promise.withResolvers<undefined>();
  /** Settles once the answer is kept and everything was said. */
  readonly ended = Promise.withResolvers<TurnEnd>();

  constructor(private readonly options: RunOptions) {
    const { patience, before, text = '' } = options;
    this.said = text;
    this.log = new TurnLog(before);
    this.readers = new Readers(patience, () => {
      this.end('abandoned');
    });
  }

  /** Everything that has happened and will happen, from the start. */
  get events(): Observable<NumberedEvent> {
    return this.after(0);
  }

  /** Aborted with an `Ending` as its reason when the turn is ended from outside. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** What the model has said so far. */
  get text(): string {
    return this.said;
  }

  /** What readers were told so far: now and then a few milliseconds behind `text`. */
  get told(): Told {
    const { before = 0, text = '' } = this.options;
    const { told } = this.log;
    return told.sequence === before ? { ...told, text } : told;
  }

  /** What the answer is made by and from; nothing of it is known before `open`. */
  get origin(): Origin {
    return this.made ?? { model: null, context: null };
  }

  /** Whether readers were told who answers. */
  get isOpen(): boolean {
    return this.made !== undefined;
  }

  /**
   * Everything after that position. Who subscribes counts as a reader.
   * @throws {DomainError} `last_event_id_ahead`.
   */
  after(position: number): Observable<NumberedEvent> {
    if (this.log.isAhead(position)) throw aheadOfStream();
    return new Observable((reader) => {
      const leave = this.readers.enter();
      const subscription = this.log.after(position).subscribe(reader);
      return () => {
        subscription.unsubscribe();
        leave();
      };
    });
  }

  /** Somebody follows this turn by way of another process. */
  hearReader(): void {
    this.readers.hear();
  }

  /** Ends the turn; what was said so far is kept. */
  end(ending: Ending): void {
    this.controller.abort(ending);
  }

  /** Begins to tell: who answers, from which memories, and what there is of the answer already. */
  open(meta: TurnMeta, used: readonly RecalledMemory[], context: AnswerContext | null): void {
    this.made = { model: meta.model, context };
    this.opened.resolve(undefined);
    this.log.add({ type: 'meta', data: meta });
    this.log.add({ type: 'memory', data: { used } });
    if (this.said) this.log.add({ type: 'token', data: { text: this.said } });
  }

  say(text: string): void {
    const isFirst = this.said === this.options.text;
    const piece = isFirst ? joined(this.said, text) : text;
    this.said += piece;
    this.frames.push(piece);
  }

  /** Sends the last tokens without which the answer would not be whole. */
  flush(): void {
    this.frames.flush();
  }

  close(end: TurnEnd, failure?: TurnFailure): void {
    this.frames.flush();
    this.readers.close();
    if (failure) this.log.add({ type: 'error', data: failure });
    this.log.add({ type: 'done', data: end });
    this.ended.resolve(end);
  }
}
