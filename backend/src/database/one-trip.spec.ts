import {
  describeOnEachDatabase,
  describeOnPostgres,
} from '../../test/support/describe-on-database.js';
import { openDatabase } from '../../test/support/open-database.js';
import type { ManagedDataSource } from './managed-data-source.js';
import { inOneTrip } from './one-trip.js';
import { planKept } from './plan-keeping-client.js';

const INSERT = planKept('INSERT INTO kept (number) VALUES ($1) RETURNING number');
const insert = (number: number) => ({ text: INSERT, values: [number] });
const ALL = planKept('SELECT count(*)::integer AS count FROM kept WHERE number < $1');
const count = { text: ALL, values: [1_000] };

async function opened(
  database: Parameters<typeof openDatabase>[0],
  poolSize: number,
): Promise<ManagedDataSource> {
  const source = await openDatabase(database, { poolSize });
  await source.query('CREATE TABLE kept (number integer PRIMARY KEY)');
  return source;
}

const numbers = async (source: ManagedDataSource): Promise<number[]> =>
  (await source.query<{ number: number }[]>('SELECT number FROM kept ORDER BY 1')).map(
    ({ number }) => number,
  );

describeOnEachDatabase('a transaction in one trip', (database) => {
  let source: ManagedDataSource;
  beforeAll(async () => (source = await opened(database, 5)));
  afterEach(() => source.query('DELETE FROM kept'));
  afterAll(() => source.destroy());

  it('gives the rows of each statement, which sees what those before it wrote', async () => {
    const trip = inOneTrip(source, [insert(1), insert(2), count]);
    await expect(trip).resolves.toEqual([[{ number: 1 }], [{ number: 2 }], [{ count: 2 }]]);
    expect(await numbers(source)).toEqual([1, 2]);
  });

  it('does nothing when one of them fails, says what failed first, and leaves its connection as it was', async () => {
    await inOneTrip(source, [insert(1)]);
    const trip = inOneTrip(source, [insert(2), insert(1), insert(3)]);
    await expect(trip).rejects.toMatchObject({ driverError: { code: '23505' } });
    expect(await numbers(source)).toEqual([1]);
    await expect(inOneTrip(source, [insert(4)])).resolves.toEqual([[{ number: 4 }]]);
  });

  it('goes beside others, each on the way of its own', async () => {
    const trips = Array.from({ length: 20 }, (_, number) =>
      inOneTrip(source, [insert(number), insert(number + 100)]),
    );
    for (const [number, rows] of (await Promise.all(trips)).entries())
      expect(rows).toEqual([[{ number }], [{ number: number + 100 }]]);
    expect(await numbers(source)).toHaveLength(40);
  });
});

describeOnPostgres('a transaction in one trip to a server', (database) => {
  let source: ManagedDataSource;
  beforeAll(async () => (source = await opened(database, 1)));
  afterAll(() => source.destroy());

  it('is asked again as a whole when plans are lost', async () => {
    await inOneTrip(source, [insert(1), count]);
    await source.query('DEALLOCATE ALL');
    const trip = inOneTrip(source, [insert(2), count]);
    await expect(trip).resolves.toEqual([[{ number: 2 }], [{ count: 2 }]]);
    await source.query('DEALLOCATE ALL');
    const failing = inOneTrip(source, [insert(3), insert(1)]);
    await expect(failing).rejects.toMatchObject({ driverError: { code: '23505' } });
    expect(await numbers(source)).toEqual([1, 2]);
  });

  it('says so when its connection is lost', async () => {
    const end = { text: 'SELECT pg_terminate_backend(pg_backend_pid())', values: [] };
    await expect(inOneTrip(source, [insert(3), end])).rejects.toThrow(/terminat/);
    expect(await numbers(source)).toEqual([1, 2]);
  });
});
