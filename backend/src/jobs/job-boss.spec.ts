import { describeOnPostgres } from '../../test/support/describe-on-database.js';
import { openDatabase } from '../../test/support/open-database.js';
import { poll } from '../../test/support/poll.js';
import type { ManagedDataSource } from '../database/index.js';
import { JobBoss, SCHEMA } from './job-boss.js';

describeOnPostgres('the tables of the jobs', (database) => {
  let source: ManagedDataSource;

  beforeAll(async () => {
    source = await openDatabase(database, { statementMs: 30_000 });
  });
  afterAll(() => source.destroy());

  it('are found made by the process that begins a moment after another', async () => {
    const other = source.createQueryRunner();
    const boss = new JobBoss(source, { role: 'all' });
    try {
      await other.startTransaction();
      await other.query(`CREATE SCHEMA ${SCHEMA}`);
      const started = boss.onModuleInit();
      await poll(
        'the second to wait for the first',
        async () => {
          const waiting: unknown[] = await source.query('SELECT 1 FROM pg_locks WHERE NOT granted');
          return waiting.length > 0;
        },
        { withinMs: 4_000 },
      );
      await other.commitTransaction();
      await expect(started).resolves.toBeUndefined();
    } finally {
      await other.release();
      await boss.beforeApplicationShutdown();
    }
  });
});
