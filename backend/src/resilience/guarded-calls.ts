import {
  bulkhead,
  BulkheadRejectedError,
  type BulkheadPolicy,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  type IBackoff,
  type IBackoffFactory,
  type IHalfOpenAfterBackoffContext,
} from 'cockatiel';
import { Breaker, type BreakerReport, type BreakerState, CircuitOpen } from './breaker.js';

/** When calls are made, and which failures count. */
export interface GuardedCallsOptions {
  /** Failures in a row after which no call is made. */
  readonly failMax: number;
  /** Milliseconds until one call tries again after such a failure. */
  readonly resetTimeout: (cause: unknown) => number;
  /** Calls at the same time; more wait, and whoever waits has a limit of its own. */
  readonly parallel: number;
  /** Whether a failure speaks against what is called. */
  readonly counts: (cause: unknown) => boolean;
}

/** Calls that may wait for others to end. */
const MOST_WAITING = 1_000;

const STATES = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
} as const satisfies Record<CircuitState, BreakerState>;

/** Calls that answer once, behind a breaker and a bulkhead of cockatiel, seen as any breaker here. */
export class GuardedCalls extends Breaker {
  private readonly counter: ConsecutiveBreaker;
  private readonly circuit: CircuitBreakerPolicy;
  private readonly places: BulkheadPolicy;
  private state: BreakerState = 'closed';
  private since = new Date();
  private failures = 0;
  private rest = 0;
  private hold: { dispose(): void } | undefined;
  private last: unknown;

  constructor(
    name: string,
    private readonly options: GuardedCallsOptions,
  ) {
    super(name);
    this.counter = new ConsecutiveBreaker(options.failMax);
    const halfOpenAfter: IBackoffFactory<IHalfOpenAfterBackoffContext> = {
      next: (context) => this.restAfter(context),
    };
    this.circuit = circuitBreaker(handleWhen(options.counts), {
      halfOpenAfter,
      breaker: this.counter,
    });
    this.places = bulkhead(options.parallel, MOST_WAITING);
    this.circuit.onStateChange((state) => {
      this.become(STATES[state]);
    });
    this.circuit.onSuccess(() => {
      this.failures = 0;
      this.tell((listener) => listener.success?.(name));
    });
    this.circuit.onFailure(({ handled, reason }) => {
      if (!handled) return;
      this.failures += 1;
      this.last = 'error' in reason ? reason.error : undefined;
      this.tell((listener) => listener.failure?.(name));
    });
  }

  /** What the last call failed with that counted; undefined while it is closed. */
  get failure(): unknown {
    return this.state === 'closed' ? undefined : this.last;
  }

  /**
   * Makes a call when it may be made.
   * @throws {CircuitOpen} at once when it may not, also while another call tries whether it may.
   */
  async run<T>(call: () => Promise<T>): Promise<T> {
    this.require();
    try {
      // Who waited for a place may find the circuit open by now, and does not wait for the trying call.
      return await this.places.execute(() => {
        this.require();
        return this.circuit.execute(call);
      });
    } catch (error) {
      // So many wait that the last ones would wait in vain.
      if (error instanceof BulkheadRejectedError) throw new CircuitOpen(this.report());
      throw error;
    }
  }

  report(): BreakerReport {
    const held = this.hold !== undefined;
    const waits = this.state === 'open' && !held;
    return {
      name: this.name,
      state: this.state,
      since: this.since,
      failures: this.failures,
      retryAt: waits ? new Date(this.since.getTime() + this.rest) : null,
      held,
    };
  }

  open(): void {
    this.hold ??= this.circuit.isolate();
  }

  close(): void {
    this.counter.success();
    this.failures = 0;
    if (this.state === 'closed') return;
    // Only one that is held can be let go: cockatiel has no other way to close it by hand.
    this.hold ??= this.circuit.isolate();
    this.hold.dispose();
    this.hold = undefined;
  }

  private require(): void {
    const { state } = this.circuit;
    const rests = state === CircuitState.Open && Date.now() - this.since.getTime() < this.rest;
    if (!rests && (state === CircuitState.Closed || state === CircuitState.Open)) return;
    this.tell((listener) => listener.rejected?.(this.name));
    throw new CircuitOpen(this.report());
  }

  private restAfter({
    result,
  }: IHalfOpenAfterBackoffContext): IBackoff<IHalfOpenAfterBackoffContext> {
    this.rest = this.options.resetTimeout('error' in result ? result.error : undefined);
    return { duration: this.rest, next: (context) => this.restAfter(context) };
  }

  private become(state: BreakerState): void {
    const before = this.state;
    if (before === state) return;
    this.state = state;
    this.since = new Date();
    this.tell((listener) => listener.stateChange?.(this.report(), before));
  }
}
