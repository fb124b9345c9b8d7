import { Readers } from './readers.js';

describe('the readers of a stream', () => {
  let abandoned: number;
  let readers: Readers;
  beforeEach(() => {
    vi.useFakeTimers();
    abandoned = 0;
    readers = new Readers(1_000, () => (abandoned += 1));
  });
  afterEach(() => vi.useRealTimers());

  it.each<[string, () => void]>([
    ['none ever comes', () => undefined],
    ['the last has gone', () => readers.enter()()],
  ])('have abandoned it when %s and time has passed', (_, act) => {
    act();
    vi.advanceTimersByTime(999);
    expect(abandoned).toBe(0);
    vi.advanceTimersByTime(1);
    expect(abandoned).toBe(1);
  });

  it('have not while one is there', () => {
    const [first, second] = [readers.enter(), readers.enter()];
    first();
    vi.advanceTimersByTime(5_000);
    expect(abandoned).toBe(0);
    second();
    vi.advanceTimersByTime(1_000);
    expect(abandoned).toBe(1);
  });

  it('have not while one is heard of elsewhere, nor once it is over', () => {
    for (let second = 0; second < 5; second++) {
      vi.advanceTimersByTime(900);
      readers.hear();
    }
    expect(abandoned).toBe(0);
    readers.close();
    readers.hear();
    vi.advanceTimersByTime(5_000);
    expect(abandoned).toBe(0);
  });
});
