import { pause, pauseBefore } from './retry.js';
import { retryAfter } from './retry-after.js';
import { RetryBudget } from './retry-budget.js';

const OPTIONS = { most: 5, base: 250, cap: 4_000, longestAsked: 20_000 };

describe('the pause before a call is made again', () => {
  it('is a random part of what doubles up to a cap', () => {
    const pauses = (random: number) =>
      [0, 1, 2, 3, 4].map((retry) => pauseBefore(retry, undefined, OPTIONS, () => random));
    expect(pauses(1)).toEqual([250, 500, 1_000, 2_000, 4_000]);
    expect(pauses(0.5)).toEqual([125, 250, 500, 1_000, 2_000]);
    expect(pauses(0)).toEqual([0, 0, 0, 0, 0]);
    expect(pauseBefore(9, undefined, { ...OPTIONS, most: 10 }, () => 1)).toBe(4_000);
  });

  it('is none when it was made again often enough', () => {
    expect(pauseBefore(5, undefined, OPTIONS)).toBeUndefined();
  });

  it('is what the server asks for, and none when that is too long', () => {
    expect(pauseBefore(0, 20_000, OPTIONS)).toBe(20_000);
    expect(pauseBefore(0, 20_001, OPTIONS)).toBeUndefined();
  });

  it('ends as soon as nobody waits any more', async () => {
    const controller = new AbortController();
    const waiting = pause(60_000, controller.signal);
    controller.abort('stopped');
    await expect(waiting).rejects.toBe('stopped');
  });
});

describe('how long a server asks to be left alone', () => {
  const now = Date.parse('2026-05-04T12:00:00Z');
  const asked = (headers: Record<string, string>) => retryAfter(new Headers(headers), now);

  it.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Mon, 04 May 2026 12:00:09 GMT' }, 9_000],
    [{ 'retry-after': 'Mon, 04 May 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '1500', 'retry-after': '60' }, 1_500],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{}, undefined],
  ])('%j', (headers, expected) => {
    expect(asked(headers)).toBe(expected);
  });
});

describe('the budget for calls made again', () => {
  it('is a share of the requests, and nothing at first', () => {
    const budget = new RetryBudget(10);
    expect(budget.withdraw()).toBe(false);
    let again = 0;
    for (let request = 0; request < 1_000; request += 1) {
      budget.deposit();
      while (budget.withdraw()) again += 1;
    }
    expect(again).toBe(100);
  });

  it('saves up a few for a bad moment', () => {
    const budget = new RetryBudget(10);
    for (let request = 0; request < 1_000; request += 1) budget.deposit();
    let again = 0;
    while (budget.withdraw()) again += 1;
    expect(again).toBe(10);
  });
});
