import pg from 'pg';
import {
  describeOnEmbedded,
  describeOnPostgres,
} from '../../../test/support/describe-on-database.js';
import { describeOnPgvector } from '../../../test/support/describe-on-pgvector.js';
import { openDatabase } from '../../../test/support/open-database.js';
import { startPgvectorServer } from '../../../test/support/pgvector-server.js';
import type { PostgresServer } from '../../../test/support/postgres-server.js';
import { postgresDatabase } from '../../../test/support/test-database.js';
import { openPgVector } from './open-pgvector.js';

describeOnEmbedded('pgvector where it is', (database) => {
  it('is made in a folder of an earlier version, once, whoever asks at the same time', async () => {
    const source = await openDatabase(database);
    try {
      const opened = await Promise.all([openPgVector(source, true), openPgVector(source, true)]);
      expect(opened.map(({ exists }) => exists)).toEqual([true, true]);
      expect((await openPgVector(source, true)).describe()).toEqual({
        use: expect.stringMatching(/^pgvector 0\.\d+\.\d+ in the database$/),
        why: 'MILVUS_ADDRESS is not set',
      });
    } finally {
      await source.destroy();
    }
  });
});

describeOnPostgres('pgvector where the server does not have it', (database) => {
  it('is missed in words that say what to do', async () => {
    const source = await openDatabase(database);
    try {
      const [available] = await source.query<unknown[]>(
        "SELECT FROM pg_available_extensions WHERE name = 'vector'",
      );
      const store = await openPgVector(source, false);
      expect(store.exists).toBe(available !== undefined);
      if (available === undefined)
        expect(store.describe()).toEqual({
          use: 'none',
          why: expect.stringMatching(/has no pgvector: install it there.*recall is by words/),
        });
    } finally {
      await source.destroy();
    }
  });
});

describeOnPgvector('pgvector where the user has few rights', () => {
  let server: PostgresServer;
  beforeAll(async () => (server = await startPgvectorServer()));
  afterAll(() => server.stop());

  it('is left to the administrator, and used once it is there', async () => {
    const database = postgresDatabase(server.adminUrl);
    const { DATABASE_URL = '' } = await database.settings();
    const admin = new pg.Client({ connectionString: DATABASE_URL });
    await admin.connect();
    const url = new URL(DATABASE_URL);
    await admin.query("CREATE ROLE plain LOGIN PASSWORD 'plain'");
    await admin.query(`ALTER DATABASE ${url.pathname.slice(1)} OWNER TO plain`);
    await admin.query('GRANT ALL ON SCHEMA public TO plain');
    [url.username, url.password] = ['plain', 'plain'];
    const source = await openDatabase(database, { url: url.href });
    try {
      const store = await openPgVector(source, false);
      expect(store.exists).toBe(false);
      expect(store.describe().why).toContain('administrator run CREATE EXTENSION vector');
      await admin.query('CREATE EXTENSION vector');
      expect((await openPgVector(source, false)).exists).toBe(true);
    } finally {
      await source.destroy();
      await admin.end();
      await database.dispose();
    }
  });

  it('is said to be too old when it is', async () => {
    const database = postgresDatabase(server.adminUrl);
    const source = await openDatabase(database);
    try {
      await source.query('CREATE EXTENSION vector');
      // No older one can be installed here: its own record is what tells.
      await source.query("UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'");
      const store = await openPgVector(source, false);
      expect(store.exists).toBe(false);
      expect(store.describe().why).toMatch(/pgvector 0\.7\.4 .* too old.*ALTER EXTENSION/);
    } finally {
      await source.destroy();
      await database.dispose();
    }
  });
});
