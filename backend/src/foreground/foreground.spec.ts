import { Foreground } from './foreground.js';

describe('who goes first', () => {
  const foreground = new Foreground();
  afterEach(() => vi.useRealTimers());

  /** Whether work in the background may go on, without waiting for it. */
  const isLetGo = async () => {
    let gone = false;
    void foreground.giveWay().then(() => (gone = true));
    await Promise.resolve();
    await Promise.resolve();
    return gone;
  };

  it('work goes on at once where nobody waits', async () => {
    await expect(isLetGo()).resolves.toBe(true);
  });

  it('work waits until the last one waits no longer', async () => {
    const [first, second] = [foreground.enter(), foreground.enter()];
    const order: string[] = [];
    const working = foreground.giveWay().then(() => order.push('work'));
    expect(foreground.count).toBe(2);
    first();
    first();
    expect(foreground.count).toBe(1);
    await expect(isLetGo()).resolves.toBe(false);
    order.push('the last one');
    second();
    await working;
    expect(order).toEqual(['the last one', 'work']);
    await expect(isLetGo()).resolves.toBe(true);
  });

  it('work goes on after a while although somebody still waits', async () => {
    const leave = foreground.enter();
    await foreground.giveWay();
    leave();
  });

  it.each([
    [1, 20],
    [3, 60],
    [100, 300],
  ])('gives way to %d for %d ms at most', async (count, milliseconds) => {
    vi.useFakeTimers();
    const waiting = Array.from({ length: count }, () => foreground.enter());
    let isGone = false;
    const working = foreground.giveWay().then(() => (isGone = true));
    await vi.advanceTimersByTimeAsync(milliseconds - 1);
    expect(isGone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await working;
    for (const leave of waiting) leave();
  });
});
