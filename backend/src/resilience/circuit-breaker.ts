import {
  Breaker,
  type BreakerReport,
  type BreakerState,
  CircuitOpen,
  type Clock,
  steadyClock,
} from './breaker.js';

/** Named as in PyBreaker. */
export interface CircuitBreakerOptions {
  /** Failures in a row that open it, at least 1. */
  readonly failMax: number;
  /** Milliseconds that it stays open before one call may try. */
  readonly resetTimeout: number;
  /** Tries in a row that must succeed before it closes, at least 1. */
  readonly successThreshold: number;
  /** Failures that say nothing about what is asked; none unless given. */
  readonly exclude?: (cause: unknown) => boolean;
  readonly clock?: Clock;
}

/** Leave to make one call. The first verdict counts, and only in the state that gave the leave. */
export interface Permit {
  /** It did what it should, to the end. */
  success(): void;
  /** It did not: died, stalled, ended too soon. */
  failure(cause?: unknown): void;
  /** It says nothing: somebody stopped it, or the request itself was wrong. */
  ignore(): void;
}

interface Closed {
  readonly is: 'closed';
  readonly since: number;
}
interface Open {
  readonly is: 'open';
  readonly since: number;
  readonly until: number;
}
interface HalfOpen {
  readonly is: 'half-open';
  readonly since: number;
  successes: number;
  probing: boolean;
}
type State = Closed | Open | HalfOpen;

/**
 * A breaker in two phases, for calls that go on after they have begun to answer: `acquire` before the
 * call, and a verdict once its stream has ended. What a stream does after the breaker has changed its
 * state meanwhile is old news and counts no more.
 */
export class CircuitBreaker extends Breaker {
  private readonly clock: Clock;
  private state: State;
  /** In a row: those that opened it, or have been counted towards that. */
  private failures = 0;

  constructor(
    name: string,
    private readonly options: CircuitBreakerOptions,
  ) {
    super(name);
    this.clock = options.clock ?? steadyClock;
    this.state = { is: 'closed', since: this.clock() };
  }

  /** @throws {CircuitOpen} when the call is not to be made. */
  acquire(): Permit {
    if (this.state.is === 'open' && this.clock() >= this.state.until) this.halfOpen();
    if (this.state.is === 'open' || (this.state.is === 'half-open' && this.state.probing)) {
      this.tell((listener) => listener.rejected?.(this.name));
      throw new CircuitOpen(this.report());
    }
    if (this.state.is === 'half-open') this.state.probing = true;
    return this.permitIn(this.state);
  }

  report(): BreakerReport {
    const { is, since } = this.state;
    const until = this.state.is === 'open' ? this.state.until : Infinity;
    return {
      name: this.name,
      state: is,
      since: new Date(since),
      failures: this.failures,
      retryAt: Number.isFinite(until) ? new Date(until) : null,
      held: this.state.is === 'open' && !Number.isFinite(until),
    };
  }

  open(): void {
    const since = this.state.is === 'open' ? this.state.since : this.clock();
    this.become({ is: 'open', since, until: Infinity });
  }

  close(): void {
    this.failures = 0;
    this.become({ is: 'closed', since: this.clock() });
  }

  /** Lets one call try now. */
  halfOpen(): void {
    this.become({ is: 'half-open', since: this.clock(), successes: 0, probing: false });
  }

  private permitIn(state: Closed | HalfOpen): Permit {
    let settled = false;
    const once = (verdict: () => void) => {
      if (settled) return;
      settled = true;
      if (this.state === state) verdict();
    };
    const ignore = () => {
      if (state.is === 'half-open') state.probing = false;
    };
    return {
      success: () => {
        once(() => {
          this.succeed(state);
        });
      },
      failure: (cause) => {
        const verdict = this.options.exclude?.(cause)
          ? ignore
          : () => {
              this.fail(state);
            };
        once(verdict);
      },
      ignore: () => {
        once(ignore);
      },
    };
  }

  private succeed(state: Closed | HalfOpen): void {
    this.tell((listener) => listener.success?.(this.name));
    if (state.is === 'closed') {
      this.failures = 0;
      return;
    }
    state.probing = false;
    state.successes += 1;
    if (state.successes >= this.options.successThreshold) this.close();
  }

  private fail(state: Closed | HalfOpen): void {
    this.failures += 1;
    this.tell((listener) => listener.failure?.(this.name));
    if (state.is === 'closed' && this.failures < this.options.failMax) return;
    const now = this.clock();
    this.become({ is: 'open', since: now, until: now + this.options.resetTimeout });
  }

  private become(state: State): void {
    const before: BreakerState = this.state.is;
    this.state = state;
    if (before !== state.is) this.tell((l) => l.stateChange?.(this.report(), before));
  }
}
