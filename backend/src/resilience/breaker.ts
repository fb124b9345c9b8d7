/** Where a breaker stands, in PyBreaker's words. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** A breaker as somebody sees it from outside. */
export interface BreakerReport {
  /** `kind:model@host`, such as `chat:llama3.2@127.0.0.1:11434`. */
  readonly name: string;
  readonly state: BreakerState;
  /** When it came into this state. */
  readonly since: Date;
  /** Failures in a row, as far as they count. */
  readonly failures: number;
  /** From when on a call tries again; null unless it is open, and while an administrator holds it open. */
  readonly retryAt: Date | null;
  /** Whether an administrator holds it open. */
  readonly held: boolean;
}

/** What a breaker tells of itself. */
export interface BreakerListener {
  stateChange?(report: BreakerReport, before: BreakerState): void;
  /** A call failed, and counts. */
  failure?(name: string): void;
  success?(name: string): void;
  /** A call was not made, since the breaker was open. */
  rejected?(name: string): void;
}

/** Leaves something alone that keeps failing, and finds out when it is well again. */
export abstract class Breaker {
  protected readonly listeners: BreakerListener[] = [];

  constructor(readonly name: string) {}

  abstract report(): BreakerReport;

  /**
   * As it is to whoever would call now. A breaker learns with the next call that its time has come, for
   * which an idle night has to wait: until then it is half-open to the eye.
   */
  seen(now = new Date()): BreakerReport {
    const report = this.report();
    const isDue = report.state === 'open' && report.retryAt !== null && report.retryAt <= now;
    return isDue ? { ...report, state: 'half-open', retryAt: null } : report;
  }

  /** Lets no call through until `close`, whatever happens. */
  abstract open(): void;

  /** Lets all calls through, and forgets the failures. */
  abstract close(): void;

  listen(listener: BreakerListener): void {
    this.listeners.push(listener);
  }

  protected tell(say: (listener: BreakerListener) => void): void {
    for (const listener of this.listeners) say(listener);
  }
}

/** A call was not made: what it would ask has failed too often, or an administrator holds it back. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';

  constructor(readonly report: BreakerReport) {
    super(`The circuit ${report.name} is ${report.state}`);
  }
}

/** Milliseconds since 1970, of a clock that nobody can set back. */
export type Clock = () => number;

/** The clock of this process. */
export const steadyClock: Clock = () => performance.timeOrigin + performance.now();
