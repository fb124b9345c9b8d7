import { jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { CorpusStatistics } from './corpus-statistics.js';

const SCOPE = { userId: 'u', spaceId: 's' };

function counting(memories: number) {
  const query = jest.fn(() => Promise.resolve([{ memories, length: memories ? 12 : null }]));
  // All that is used of a data source.
  return { query, statistics: new CorpusStatistics({ query } as unknown as DataSource) };
}

describe('the statistics of a space', () => {
  afterEach(() => jest.useRealTimers());

  it('are counted each time while that is quick, so that they are exact', async () => {
    const { query, statistics } = counting(2_000);
    await statistics.of(SCOPE);
    await expect(statistics.of(SCOPE)).resolves.toMatchObject({
      memories: 2_000,
      averageLength: 12,
    });
    expect(query).toHaveBeenCalledTimes(2);
  });

  it('are kept for a while where counting is slow', async () => {
    jest.useFakeTimers();
    const { query, statistics } = counting(100_000);
    await statistics.of(SCOPE);
    jest.advanceTimersByTime(999_000);
    await statistics.of(SCOPE);
    expect(query).toHaveBeenCalledTimes(1);
    await statistics.of({ ...SCOPE, spaceId: 'other' });
    expect(query).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(2_000);
    await statistics.of(SCOPE);
    expect(query).toHaveBeenCalledTimes(3);
  });

  it('are of use for an empty space', async () => {
    const { statistics } = counting(0);
    await expect(statistics.of(SCOPE)).resolves.toMatchObject({ memories: 0, averageLength: 1 });
  });
});
