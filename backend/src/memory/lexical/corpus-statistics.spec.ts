import type { DataSource } from 'typeorm';
import type { Mock } from 'vitest';
import { describeOnEachDatabase } from '../../../test/support/describe-on-database.js';
import { MemoryRoom } from '../../../test/support/memory-room.js';
import { CorpusStatistics } from './corpus-statistics.js';

const SCOPE = { userId: 'u', spaceId: 's' };

function counting(memories: number, documents: number) {
  const counts = vi.fn((_: string, [, , terms]: unknown[]) =>
    Promise.resolve([
      {
        ...{ spaceNumber: 7, changed: '0', memories, length: 12, standing: null },
        documents: (terms as string[]).map(() => documents),
        ...{ numbers: null, frequencies: null, lengths: null },
      },
    ]),
  );
  // Of no memory it is known that it is settled, so no list is read.
  const query = (sql: string, parameters: unknown[]) =>
    Array.isArray(parameters[2]) ? counts(sql, parameters) : Promise.resolve([{ settled: 0 }]);
  // All that is used of a data source.
  return { query: counts, statistics: new CorpusStatistics({ query } as unknown as DataSource) };
}

/** What is done behind those who ask takes some turns of the event loop. */
const calls = (query: Mock, count: number) =>
  vi.waitFor(() => {
    expect(query).toHaveBeenCalledTimes(count);
  });

describe('the statistics of a space', () => {
  afterEach(() => vi.useRealTimers());

  it('are counted each time while that is quick, so that they are exact', async () => {
    const { query, statistics } = counting(199, 20);
    await statistics.of(SCOPE, ['tea']);
    await expect(statistics.of(SCOPE, ['tea'])).resolves.toEqual({
      spaceNumber: 7,
      memories: 199,
      averageLength: 12,
      documents: [20],
      postings: undefined,
    });
    expect(query).toHaveBeenCalledTimes(2);
    expect(query).toHaveBeenLastCalledWith(expect.any(String), [
      'u',
      's',
      ['tea'],
      [undefined],
      [0],
      true,
      0,
    ]);
  });

  it('are kept where counting is slow, and counted anew behind those who ask once they are old', async () => {
    vi.useFakeTimers();
    const { query, statistics } = counting(100_000, 70_000);
    await statistics.of(SCOPE, ['tea']);
    await vi.advanceTimersByTimeAsync(699_000);
    await statistics.of(SCOPE, ['tea']);
    expect(query).toHaveBeenCalledTimes(1);
    await statistics.of({ ...SCOPE, spaceId: 'other' }, ['tea']);
    expect(query).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(2_000);
    await statistics.of(SCOPE, ['tea']);
    expect(query).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(2_000);
    await calls(query, 3);
    expect(query).toHaveBeenLastCalledWith(expect.any(String), [
      'u',
      's',
      ['tea'],
      [undefined],
      [0],
      false,
      0,
    ]);
    await vi.advanceTimersByTimeAsync(1_000_000);
    await statistics.of(SCOPE, []);
    await vi.advanceTimersByTimeAsync(2_000);
    await calls(query, 4);
    expect(query).toHaveBeenLastCalledWith(expect.any(String), ['u', 's', [], [], [], true, 0]);
  });

  it('are not asked for a list again and again while nothing is settled', async () => {
    vi.useFakeTimers();
    const { query, statistics } = counting(100_000, 5_000);
    await statistics.of(SCOPE, ['tea']);
    await statistics.of(SCOPE, ['tea']);
    await vi.advanceTimersByTimeAsync(2_000);
    await calls(query, 2);
    await statistics.of(SCOPE, ['tea']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stay as they are when counting them anew fails, and are tried again', async () => {
    vi.useFakeTimers();
    const { query, statistics } = counting(100_000, 70_000);
    await statistics.of(SCOPE, ['tea']);
    await vi.advanceTimersByTimeAsync(701_000);
    query.mockRejectedValueOnce(new Error('down'));
    for (const count of [2, 3]) {
      await expect(statistics.of(SCOPE, ['tea'])).resolves.toMatchObject({ documents: [70_000] });
      await vi.advanceTimersByTimeAsync(2_000);
      await calls(query, count);
    }
  });
});

describeOnEachDatabase('the statistics of a real space', (database) => {
  let room: MemoryRoom;
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
  });
  afterAll(() => room.close());

  it('say how many memories there are, and in how many each term stands', async () => {
    const scope = await room.space();
    const statistics = new CorpusStatistics(room.source);
    const place = await room.session(scope);
    await expect(statistics.of(scope, ['tea'])).resolves.toMatchObject({ memories: 0 });
    for (const text of ['tea', 'tea and tea', 'milk']) await room.say(place, text);
    await expect(statistics.of(scope, ['milk', 'tea', 'wine'])).resolves.toMatchObject({
      memories: 3,
      averageLength: 13 / 3,
      documents: [1, 2, 0],
    });
    const foreign = { ...scope, userId: await room.user() };
    await expect(statistics.of(foreign, ['tea'])).resolves.toBeUndefined();
  });
});
