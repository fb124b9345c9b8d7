import { memoryKey } from './memory-key.js';

const AT = new Date('2025-07-04T23:30:00Z');

describe('the key of a memory', () => {
  it('counts its terms, and holds the day in UTC', () => {
    const { frequencies, length } = memoryKey('Tea, tea and cake.', AT);
    expect(Object.fromEntries(frequencies)).toEqual({
      fridai: 1,
      juli: 1,
      '2025': 1,
      tea: 2,
      cake: 1,
    });
    expect(length).toBe(6);
  });

  it('finds fenced code by its words and does not count them as length', () => {
    const prose = memoryKey('Look at this.', AT);
    const { frequencies, length } = memoryKey('Look at this. ```ts\nparse(parse)\n``` ```open', AT);
    expect(length).toBe(prose.length);
    expect(frequencies.get('pars')).toBe(1);
    expect(frequencies.get('open')).toBe(1);
  });

  it('is bounded', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `w${index}`).join(' ');
    const { frequencies, length } = memoryKey(`${text} ${'tea '.repeat(40_000)}`, AT);
    expect(frequencies.size).toBe(2_000);
    expect(length).toBe(32_767);
  });
});
