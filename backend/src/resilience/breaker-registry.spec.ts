import { BreakerRegistry } from './breaker-registry.js';
import { CircuitBreaker } from './circuit-breaker.js';

describe('breakers, seen together', () => {
  let now = 1_000;
  const registry = new BreakerRegistry();
  const breaker = registry.get(
    'chat:a@b',
    (name) =>
      new CircuitBreaker(name, {
        failMax: 1,
        resetTimeout: 100,
        successThreshold: 1,
        clock: () => now,
      }),
  );
  const seen = (at: number) => registry.reports(new Date(at));

  it('are not told to be open once a call would be let through, though none has come yet', () => {
    breaker.acquire().failure();
    expect(seen(1_099)).toMatchObject([{ state: 'open', retryAt: new Date(1_100) }]);
    expect(seen(1_100)).toMatchObject([{ state: 'half-open', retryAt: null, failures: 1 }]);
    now = 1_100;
    breaker.acquire().success();
    expect(seen(1_100)).toMatchObject([{ state: 'closed' }]);
  });

  it('stay open for as long as they are held', () => {
    breaker.open();
    expect(seen(9_000)).toMatchObject([{ state: 'open', held: true }]);
  });
});
