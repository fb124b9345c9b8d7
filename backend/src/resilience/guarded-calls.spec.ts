import { CircuitOpen } from './breaker.js';
import { GuardedCalls, type GuardedCallsOptions } from './guarded-calls.js';

class Away extends Error {}

describe('calls behind a guard', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => vi.useRealTimers());

  const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
  const guard = (options: Partial<GuardedCallsOptions> = {}) =>
    new GuardedCalls('vectors:x', {
      failMax: 2,
      resetTimeout: () => 100,
      parallel: 2,
      counts: (cause) => cause instanceof Away,
      ...options,
    });
  const away = () => Promise.reject(new Away('away'));
  const fail = async (calls: GuardedCalls, error: Error = new Away('away')) => {
    await expect(calls.run(() => Promise.reject(error))).rejects.toBe(error);
  };
  const yes = () => Promise.resolve('yes');

  it('are made until they fail in a row, and then not', async () => {
    const calls = guard();
    await fail(calls);
    await expect(calls.run(yes)).resolves.toBe('yes');
    await fail(calls);
    await fail(calls);
    const made = vi.fn(yes);
    await expect(calls.run(made)).rejects.toBeInstanceOf(CircuitOpen);
    expect(made).not.toHaveBeenCalled();
    expect(calls.failure).toBeInstanceOf(Away);
    const { state, failures, since, retryAt } = calls.report();
    expect({ state, failures }).toEqual({ state: 'open', failures: 2 });
    expect((retryAt?.getTime() ?? 0) - since.getTime()).toBe(100);
  });

  it('are tried by one, while the others do not wait for it', async () => {
    const calls = guard({ failMax: 1 });
    await fail(calls);
    pass(101);
    const probe = Promise.withResolvers<string>();
    const trying = calls.run(() => probe.promise);
    expect(calls.report().state).toBe('half-open');
    await expect(calls.run(yes)).rejects.toBeInstanceOf(CircuitOpen);
    probe.resolve('back');
    await expect(trying).resolves.toBe('back');
    expect(calls.report()).toMatchObject({ state: 'closed', failures: 0, retryAt: null });
    expect(calls.failure).toBeUndefined();
  });

  it('rest for as long as the failure says', async () => {
    const calls = guard({
      failMax: 1,
      resetTimeout: (cause) => (cause instanceof Away ? 7_000 : 1),
    });
    await fail(calls);
    pass(6_999);
    await expect(calls.run(yes)).rejects.toBeInstanceOf(CircuitOpen);
    pass(100);
    await expect(calls.run(yes)).resolves.toBe('yes');
  });

  it('do not count failures of another kind', async () => {
    const calls = guard({ failMax: 1 });
    await fail(calls, new Error('my own fault'));
    expect(calls.report()).toMatchObject({ state: 'closed', failures: 0 });
  });

  it('are so many at the same time', async () => {
    const calls = guard();
    const gate = Promise.withResolvers<string>();
    const made = vi.fn(() => gate.promise);
    const all = [1, 2, 3].map(() => calls.run(made));
    expect(made).toHaveBeenCalledTimes(2);
    gate.resolve('yes');
    await expect(Promise.all(all)).resolves.toEqual(['yes', 'yes', 'yes']);
  });

  it('are not made by those who waited, when it has opened meanwhile', async () => {
    const calls = guard({ failMax: 1, parallel: 1 });
    const made = vi.fn(away);
    const all = await Promise.allSettled([calls.run(made), calls.run(made), calls.run(made)]);
    expect(made).toHaveBeenCalledTimes(1);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('are held back by hand, and let through by hand', async () => {
    const calls = guard();
    calls.open();
    calls.open();
    pass(1_000_000);
    await expect(calls.run(yes)).rejects.toBeInstanceOf(CircuitOpen);
    expect(calls.report()).toMatchObject({ state: 'open', held: true, retryAt: null });
    calls.close();
    await expect(calls.run(yes)).resolves.toBe('yes');
    await fail(calls);
    await fail(calls);
    calls.close();
    await expect(calls.run(yes)).resolves.toBe('yes');
  });
});
