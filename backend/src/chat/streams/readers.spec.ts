import { Readers } from './readers.js';

const { jest } = import.meta;

describe('the readers of a stream', () => {
  let abandoned: number;
  let readers: Readers;
  beforeEach(() => {
    jest.useFakeTimers();
    abandoned = 0;
    readers = new Readers(1_000, () => (abandoned += 1));
  });
  afterEach(() => jest.useRealTimers());

  it.each<[string, () => void]>([
    ['none ever comes', () => undefined],
    ['the last has gone', () => readers.enter()()],
  ])('have abandoned it when %s and time has passed', (_, act) => {
    act();
    jest.advanceTimersByTime(999);
    expect(abandoned).toBe(0);
    jest.advanceTimersByTime(1);
    expect(abandoned).toBe(1);
  });

  it('have not while one is there', () => {
    const [first, second] = [readers.enter(), readers.enter()];
    first();
    jest.advanceTimersByTime(5_000);
    expect(abandoned).toBe(0);
    second();
    jest.advanceTimersByTime(1_000);
    expect(abandoned).toBe(1);
  });

  it('have not while one is heard of elsewhere, nor once it is over', () => {
    for (let second = 0; second < 5; second++) {
      jest.advanceTimersByTime(900);
      readers.hear();
    }
    expect(abandoned).toBe(0);
    readers.close();
    readers.hear();
    jest.advanceTimersByTime(5_000);
    expect(abandoned).toBe(0);
  });
});
