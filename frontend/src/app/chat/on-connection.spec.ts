import { onConnection, untilOnline } from './on-connection';

describe('onConnection', () => {
  const signalOf = async (act: (letGo: AbortController) => void): Promise<boolean> => {
    const letGo = new AbortController();
    return onConnection(letGo.signal, (signal) => {
      act(letGo);
      return Promise.resolve(signal.aborted);
    });
  };

  it('lets go when it is told to, before or meanwhile, and when the network goes', async () => {
    await expect(signalOf(() => undefined)).resolves.toBe(false);
    await expect(signalOf((letGo) => letGo.abort())).resolves.toBe(true);
    await expect(signalOf(() => window.dispatchEvent(new Event('offline')))).resolves.toBe(true);
    const gone = AbortSignal.abort();
    await expect(onConnection(gone, (signal) => Promise.resolve(signal.aborted))).resolves.toBe(
      true,
    );
  });
});

describe('untilOnline', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('waits for the time, or for the network', async () => {
    const waits = [untilOnline(1_000), untilOnline(2_000)];
    await vi.advanceTimersByTimeAsync(1_000);
    await waits[0];
    expect(vi.getTimerCount()).toBe(1);
    window.dispatchEvent(new Event('online'));
    await waits[1];
    expect(vi.getTimerCount()).toBe(0);
  });
});
