import { existsSync } from 'node:fs';
import pg from 'pg';
import { describeOnEachDatabase, describeOnPostgres } from './describe-on-database.ts';
import { postgresDatabase, testPostgresUrl } from './test-database.ts';

describeOnEachDatabase('a test database', (database) => {
  it('gives the same data folder each time it is asked', async () => {
    const settings = await database.settings();
    expect(existsSync(settings.DATA_DIR)).toBe(true);
    await expect(database.settings()).resolves.toEqual(settings);
  });

  it('names a server only where there is one', async () => {
    const { DATABASE_URL } = await database.settings();
    expect(DATABASE_URL !== undefined).toBe(database.kind === 'postgres');
  });
});

describeOnPostgres('a test database of its own', (database) => {
  it('is empty, usable, and gone after dispose even while somebody is connected', async () => {
    const other = postgresDatabase(testPostgresUrl() ?? '');
    const { DATABASE_URL: url, DATA_DIR } = await other.settings();
    expect(url).not.toBe((await database.settings()).DATABASE_URL);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined); // dispose cuts this connection, on purpose
    await client.connect();
    const tables = await client.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'");
    expect(tables.rowCount).toBe(0);

    await other.dispose();

    await expect(new pg.Client({ connectionString: url }).connect()).rejects.toThrow(/not exist/);
    expect(existsSync(DATA_DIR)).toBe(false);
  });
});
