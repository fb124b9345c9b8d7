import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import fc from 'fast-check';
import { CircuitBreaker, type Permit } from './circuit-breaker.js';

const SEQUENCES = 10_000;

type Verdict = 'success' | 'failure' | 'excluded' | 'ignore';
type Step =
  | { readonly do: 'acquire' | 'open' | 'close' | 'halfOpen' }
  /** `of`: which of the calls so far, counted from the newest. */
  | { readonly do: 'settle'; readonly of: number; readonly as: Verdict }
  | { readonly do: 'wait'; readonly ms: number };

const options = fc.record({
  failMax: fc.integer({ min: 1, max: 4 }),
  resetTimeout: fc.integer({ min: 1, max: 20 }),
  successThreshold: fc.integer({ min: 1, max: 3 }),
});
type Options = Readonly<Record<'failMax' | 'resetTimeout' | 'successThreshold', number>>;

const verdict = fc.constantFrom<Verdict>('success', 'failure', 'failure', 'excluded', 'ignore');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: 'acquire' }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('settle' as const), of: fc.nat(3), as: verdict }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(25) }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>({ do: 'open' }, { do: 'close' }, { do: 'halfOpen' }),
  },
);

/** What the breaker should do, told in another way: numbers in a table, and the age of each call. */
class Model {
  now = 0;
  state = 'closed';
  failures = 0;
  openUntil = 0;
  private age = 0;
  private successes = 0;
  private probe = -1;
  private readonly calls: { age: number; settled: boolean }[] = [];

  constructor(private readonly options: Options) {}

  /** @returns whether the call may be made. */
  acquire(): boolean {
    if (this.state === 'open' && this.now >= this.openUntil) this.turn('half-open');
    const free = this.state === 'closed' || (this.state === 'half-open' && this.probe < 0);
    if (!free) return false;
    if (this.state === 'half-open') this.probe = this.calls.length;
    this.calls.push({ age: this.age, settled: false });
    return true;
  }

  settle(index: number, as: Verdict): void {
    const call = this.calls[index];
    if (!call || call.settled) return;
    call.settled = true;
    if (call.age !== this.age) return;
    this.probe = -1;
    if (as === 'failure') {
      this.failures += 1;
      if (this.state === 'half-open' || this.failures >= this.options.failMax) {
        this.openUntil = this.now + this.options.resetTimeout;
        this.turn('open');
      }
    }
    if (as !== 'success') return;
    if (this.state === 'closed') this.failures = 0;
    else if (++this.successes >= this.options.successThreshold) this.turn('closed');
  }

  open(): void {
    this.openUntil = Infinity;
    this.turn('open');
  }

  turn(state: string): void {
    this.state = state;
    this.age += 1;
    this.successes = 0;
    this.probe = -1;
    if (state === 'closed') this.failures = 0;
  }
}

/** Does the same to both, and compares after each step. */
function run(given: Options, steps: readonly Step[]): void {
  const model = new Model(given);
  const exclude = (cause: unknown) => cause === 'excluded';
  const breaker = new CircuitBreaker('x', { ...given, exclude, clock: () => model.now });
  const permits: Permit[] = [];
  for (const one of steps) {
    if (one.do === 'wait') model.now += one.ms;
    else if (one.do === 'settle') {
      const index = permits.length - 1 - one.of;
      model.settle(index, one.as);
      const permit = permits[index];
      if (one.as === 'success') permit?.success();
      else if (one.as === 'ignore') permit?.ignore();
      else permit?.failure(one.as);
    } else if (one.do === 'acquire') expect(acquire(breaker, permits)).toBe(model.acquire());
    else {
      breaker[one.do]();
      if (one.do === 'open') model.open();
      else model.turn(one.do === 'close' ? 'closed' : 'half-open');
    }
    const { state, failures, retryAt } = breaker.report();
    const until =
      model.state === 'open' && model.openUntil < Infinity ? model.openUntil : undefined;
    if (state !== model.state || failures !== model.failures || retryAt?.getTime() !== until)
      throw new Error(`${JSON.stringify(breaker.report())} is not ${JSON.stringify(model)}`);
  }
}

function acquire(breaker: CircuitBreaker, permits: Permit[]): boolean {
  try {
    permits.push(breaker.acquire());
    return true;
  } catch {
    // The one thing that it throws is that it is open.
    return false;
  }
}

describe('the breaker for streams, in random sequences', () => {
  afterEach(() => vi.restoreAllMocks());

  it('does what its model does', () => {
    fc.assert(fc.property(options, fc.array(step, { maxLength: 30 }), run), { numRuns: SEQUENCES });
  });

  it('does what cockatiel does, where both are asked the same', async () => {
    let now = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => now);
    const names = { [CircuitState.Closed]: 'closed', [CircuitState.Open]: 'open' };
    const call = fc.oneof(fc.constantFrom('success', 'failure', 'failure'), fc.nat(25));
    const both = async (
      { failMax, resetTimeout }: Options,
      calls: readonly (string | number)[],
    ) => {
      now = 0;
      const ours = new CircuitBreaker('x', {
        failMax,
        resetTimeout,
        successThreshold: 1,
        clock: () => now,
      });
      const theirs = circuitBreaker(handleAll, {
        halfOpenAfter: resetTimeout,
        breaker: new ConsecutiveBreaker(failMax),
      });
      for (const one of calls) {
        if (typeof one === 'number') {
          now += one;
          continue;
        }
        const permits: Permit[] = [];
        acquire(ours, permits);
        if (one === 'success') permits[0]?.success();
        else permits[0]?.failure();
        let asked = false;
        const ask = () => {
          asked = true;
          return one === 'success' ? undefined : Promise.reject(new Error('no'));
        };
        await theirs.execute(ask).catch(() => undefined);
        const outcome = { asked, state: Reflect.get(names, theirs.state) as unknown };
        expect({ asked: permits.length > 0, state: ours.report().state }).toEqual(outcome);
      }
    };
    const property = fc.asyncProperty(options, fc.array(call, { maxLength: 20 }), both);
    await fc.assert(property, { numRuns: SEQUENCES });
  });
});
