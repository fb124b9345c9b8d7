import { describeOnPostgres } from '../../test/support/describe-on-database.js';
import { openDatabase } from '../../test/support/open-database.js';
import { isDatabaseAway } from '../shared/http/index.js';
import { longTransaction } from './without-time-limit.js';
import type { ManagedDataSource } from './managed-data-source.js';

describeOnPostgres('a transaction that may take long', (database) => {
  let source: ManagedDataSource;
  beforeAll(async () => {
    source = await openDatabase(database, { statementMs: 100 });
  });
  afterAll(() => source.destroy());

  it('takes longer than others may, and leaves its connection as it was', async () => {
    await expect(source.query('SELECT pg_sleep(0.3)')).rejects.toThrow(/statement timeout/);
    await longTransaction(source.manager, (manager) => manager.query('SELECT pg_sleep(0.3)'));
    await expect(source.query('SELECT pg_sleep(0.3)')).rejects.toThrow(/statement timeout/);
  });

  it('says what went wrong, also when its connection is lost', async () => {
    const fault = (work: string) =>
      longTransaction(source.manager, (manager) => manager.query(work)).catch(
        (error: unknown) => error,
      );
    expect(String(await fault('SELECT 1 / 0'))).toMatch(/division by zero/);
    expect(isDatabaseAway(await fault('SELECT pg_terminate_backend(pg_backend_pid())'))).toBe(true);
  });

  it('does not wait for ever for what somebody else holds', async () => {
    await source.query('CREATE TABLE held (id integer)');
    await source.transaction(async (holder) => {
      await holder.query('LOCK TABLE held');
      const waiting = longTransaction(source.manager, (manager) => manager.query('TABLE held'));
      const error: unknown = await waiting.catch((thrown: unknown) => thrown);
      expect(isDatabaseAway(error)).toBe(true);
    });
  });
});
