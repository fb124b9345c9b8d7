import { Column, Entity, PrimaryColumn } from 'typeorm';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  describeOnEachDatabase,
  describeOnPostgres,
} from '../../test/support/describe-on-database.js';
import { openDatabase } from '../../test/support/open-database.js';
import { planKept } from './plan-keeping-client.js';
import type { ManagedDataSource } from './managed-data-source.js';

describeOnEachDatabase('the database', (database) => {
  let source: ManagedDataSource;
  beforeAll(async () => (source = await openDatabase(database, { poolSize: 10 })));
  afterAll(() => source.destroy());

  const tables = async () => {
    const rows = await source.query<{ name: string }[]>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    return rows.map(({ name }) => name);
  };

  it('says what it is, and shows no password', async () => {
    const { DATABASE_URL, DATA_DIR } = await database.settings();
    const { use, why } = source.inUse;
    if (DATABASE_URL === undefined) {
      expect(use).toBe(`embedded PostgreSQL (PGlite) in ${DATA_DIR}`);
      expect(why).toBe('DATABASE_URL is not set');
    } else {
      const { host, password } = new URL(DATABASE_URL);
      expect(use).toBe(`PostgreSQL at ${host}`);
      expect(use).not.toContain(password);
    }
  });

  it('is migrated down and up again, and knows when it is behind', async () => {
    const all = await tables();
    expect(all).toEqual(expect.arrayContaining(['memories', 'messages', 'sessions', 'users']));
    await expect(source.showMigrations()).resolves.toBe(false);
    for (let left = source.migrations.length; left > 0; left--) await source.undoLastMigration();
    await expect(source.showMigrations()).resolves.toBe(true);
    expect(await tables()).toEqual(['migrations']);
    await source.runMigrations();
    await expect(source.showMigrations()).resolves.toBe(false);
    expect(await tables()).toEqual(all);
  });

  it('answers statements with kept plans on many connections at once, each with its own parameters', async () => {
    const double = planKept('SELECT 2 * $1::integer AS twice');
    const rows = await Promise.all(
      Array.from({ length: 100 }, (_, index) => source.query<{ twice: number }[]>(double, [index])),
    );
    expect(rows.map(([row]) => row?.twice)).toEqual(
      Array.from({ length: 100 }, (_, index) => 2 * index),
    );
  });

  it('says what is wrong with a statement with a kept plan, and goes on', async () => {
    const quotient = planKept('SELECT 10 / $1::integer AS part');
    await expect(source.query(quotient, [0])).rejects.toThrow('division by zero');
    await expect(source.query(quotient, [5])).resolves.toEqual([{ part: 2 }]);
    await expect(source.query(planKept('SELEC'), [0])).rejects.toThrow('syntax error');
  });

  it('keeps 20 transactions at once apart, half of them rolled back', async () => {
    await source.query('CREATE TABLE counted (id integer PRIMARY KEY, seen integer NOT NULL)');
    const run = (id: number) =>
      source.transaction(async (manager) => {
        await manager.query('INSERT INTO counted VALUES ($1, 0)', [id]);
        const [before] = await manager.query<{ n: string }[]>(
          'SELECT count(*) AS n FROM counted WHERE id = $1',
          [id],
        );
        await manager.query('UPDATE counted SET seen = $2 WHERE id = $1', [id, before?.n]);
        if (id % 2) throw new Error('roll back');
      });
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, id) => run(id)));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    const rows = await source.query('SELECT id, seen FROM counted ORDER BY id');
    expect(rows).toEqual(Array.from({ length: 10 }, (_, half) => ({ id: half * 2, seen: 1 })));
  });
});

describeOnEachDatabase('a database that cannot be opened', (database) => {
  it('is told in a sentence, and leaves nothing open behind', async () => {
    await expect(openDatabase(database, {}, [BrokenEntity])).rejects.toMatchObject({
      code: 'database_unreachable',
    });
    const { DATA_DIR } = await database.settings();
    expect(existsSync(join(DATA_DIR, 'memocha.lock'))).toBe(false);
    await (await openDatabase(database)).destroy();
  });
});

describeOnPostgres('connections to a server', (database) => {
  it.each([
    [true, 1],
    [false, 0],
  ])('keep statements prepared where they may: %s', async (keepsPlans, kept) => {
    const source = await openDatabase(database, { keepsPlans, poolSize: 1 });
    const double = planKept('SELECT 2 * $1::integer AS twice');
    for (const index of [1, 2, 3])
      await expect(source.query(double, [index])).resolves.toEqual([{ twice: 2 * index }]);
    const [{ count }] = await source.query<[{ count: string }]>(
      'SELECT count(*) FROM pg_prepared_statements',
    );
    expect(Number(count)).toBe(kept);
    await source.destroy();
  });

  it('plan anew what is kept no longer, in a transaction the next time', async () => {
    const source = await openDatabase(database, { poolSize: 1 });
    const text = planKept('SELECT $1::integer AS given');
    const ask = (runner: { query: typeof source.query }) => runner.query<unknown>(text, [7]);
    await ask(source);
    await source.query('DEALLOCATE ALL');
    await expect(ask(source)).resolves.toEqual([{ given: 7 }]);
    await source.query('DEALLOCATE ALL');
    await expect(source.transaction(ask)).rejects.toThrow('does not exist');
    await expect(source.transaction(ask)).resolves.toEqual([{ given: 7 }]);
    await source.destroy();
  });

  it('plan anew what would give other columns than before', async () => {
    const source = await openDatabase(database, { poolSize: 1 });
    await source.query('CREATE TABLE changing AS SELECT 1 AS one');
    const text = planKept('SELECT * FROM changing');
    await expect(source.query(text, [])).resolves.toEqual([{ one: 1 }]);
    await source.query('ALTER TABLE changing ALTER one TYPE text');
    await expect(source.query(text, [])).resolves.toEqual([{ one: '1' }]);
    await source.destroy();
  });
});

describeOnPostgres('a database that several processes share', (database) => {
  it('is migrated by one of them', async () => {
    const sources = await Promise.all(Array.from({ length: 4 }, () => openDatabase(database)));
    for (const source of sources) expect(await source.showMigrations()).toBe(false);
    await Promise.all(sources.map((source) => source.destroy()));
  });
});

/** Has a column of a type that no PostgreSQL knows. */
@Entity()
class BrokenEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('tinyint') broken!: number;
}
