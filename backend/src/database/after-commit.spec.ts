import { describeOnEmbedded } from '../../test/support/describe-on-database.js';
import { openDatabase } from '../../test/support/open-database.js';
import { afterCommit } from './after-commit.js';
import type { ManagedDataSource } from './managed-data-source.js';

describeOnEmbedded('work after a commit', (database) => {
  let source: ManagedDataSource;
  let done: string[];

  beforeAll(async () => {
    source = await openDatabase(database);
  });
  afterAll(() => source.destroy());
  beforeEach(() => (done = []));

  it('waits for the whole transaction, not for a part of it', async () => {
    await source.transaction(async (manager) => {
      await manager.transaction((part) => {
        afterCommit(part, () => done.push('part'));
        return Promise.resolve();
      });
      afterCommit(manager, () => done.push('whole'));
      expect(done).toEqual([]);
    });
    expect(done).toEqual(['part', 'whole']);
  });

  it('never comes when the transaction is rolled back, nor with the next one', async () => {
    const failing = source.transaction((manager) => {
      afterCommit(manager, () => done.push('never'));
      return Promise.reject(new Error('undo'));
    });
    await expect(failing).rejects.toThrow('undo');
    await source.transaction((manager) => manager.query('SELECT 1'));
    expect(done).toEqual([]);
  });

  it('comes at once without a transaction', () => {
    afterCommit(source.manager, () => done.push('now'));
    expect(done).toEqual(['now']);
  });
});
