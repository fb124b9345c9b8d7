import type { BreakerState } from './breaker.js';
import { CircuitOpen } from './breaker.js';
import { CircuitBreaker, type CircuitBreakerOptions } from './circuit-breaker.js';

describe('a breaker for streams', () => {
  let now: number;
  const aBreaker = (options: Partial<CircuitBreakerOptions> = {}) => {
    now = 1_000;
    const usual = { failMax: 2, resetTimeout: 100, successThreshold: 1, clock: () => now };
    return new CircuitBreaker('chat:a@b', { ...usual, ...options });
  };
  const failTwice = (breaker: CircuitBreaker) => {
    breaker.acquire().failure();
    breaker.acquire().failure();
  };
  const state = (breaker: CircuitBreaker): BreakerState => breaker.report().state;

  it('opens after failures in a row, and says until when', () => {
    const breaker = aBreaker();
    breaker.acquire().failure();
    breaker.acquire().success();
    breaker.acquire().failure();
    expect(state(breaker)).toBe('closed');
    breaker.acquire().failure();
    expect(breaker.report()).toEqual({
      name: 'chat:a@b',
      state: 'open',
      since: new Date(1_000),
      failures: 2,
      retryAt: new Date(1_100),
      held: false,
    });
    expect(() => breaker.acquire()).toThrow(CircuitOpen);
  });

  it('lets one call try once its time is over, and closes when that succeeds', () => {
    const breaker = aBreaker();
    failTwice(breaker);
    now += 100;
    const probe = breaker.acquire();
    expect(state(breaker)).toBe('half-open');
    expect(() => breaker.acquire()).toThrow(CircuitOpen);
    probe.success();
    expect(breaker.report()).toMatchObject({ state: 'closed', failures: 0, retryAt: null });
  });

  it('opens again when the try fails, and lets another try when it says nothing', () => {
    const breaker = aBreaker();
    failTwice(breaker);
    now += 100;
    breaker.acquire().ignore();
    expect(state(breaker)).toBe('half-open');
    breaker.acquire().failure();
    expect(breaker.report()).toMatchObject({ state: 'open', retryAt: new Date(1_200) });
  });

  it('wants as many tries to succeed as it is told', () => {
    const breaker = aBreaker({ successThreshold: 2 });
    failTwice(breaker);
    now += 100;
    breaker.acquire().success();
    expect(state(breaker)).toBe('half-open');
    breaker.acquire().success();
    expect(state(breaker)).toBe('closed');
  });

  it('takes one verdict a call, and none from before it changed', () => {
    const breaker = aBreaker();
    const old = breaker.acquire();
    const twice = breaker.acquire();
    twice.failure();
    twice.failure();
    expect(state(breaker)).toBe('closed');
    breaker.acquire().failure();
    old.success();
    expect(state(breaker)).toBe('open');
    now += 100;
    const probe = breaker.acquire();
    old.failure();
    expect(state(breaker)).toBe('half-open');
    probe.success();
    expect(state(breaker)).toBe('closed');
  });

  it('does not count what is excluded', () => {
    const breaker = aBreaker({ exclude: (cause) => cause === 'my own fault' });
    for (let call = 0; call < 9; call += 1) breaker.acquire().failure('my own fault');
    expect(breaker.report().failures).toBe(0);
  });

  it('is held open by hand until it is closed by hand', () => {
    const breaker = aBreaker();
    breaker.open();
    now += 1_000_000;
    expect(() => breaker.acquire()).toThrow(CircuitOpen);
    expect(breaker.report()).toMatchObject({ held: true, retryAt: null });
    breaker.close();
    expect(() => breaker.acquire()).not.toThrow();
  });

  it('tells what happens', () => {
    const breaker = aBreaker();
    const told: string[] = [];
    breaker.listen({
      stateChange: (report, before) => told.push(`${before} to ${report.state}`),
      failure: () => told.push('failure'),
      success: () => told.push('success'),
      rejected: () => told.push('rejected'),
    });
    failTwice(breaker);
    expect(() => breaker.acquire()).toThrow(CircuitOpen);
    now += 100;
    breaker.acquire().success();
    expect(told).toEqual([
      ...['failure', 'failure', 'closed to open', 'rejected'],
      ...['open to half-open', 'success', 'half-open to closed'],
    ]);
  });
});
