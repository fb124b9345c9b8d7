import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { embeddedDataFolder } from '../../../test/support/embedded-template.js';
import { EmbeddedServer } from './embedded-server.js';

describe('the embedded database', () => {
  let parent: string;
  let folder: string;
  let server: EmbeddedServer | undefined;
  let initialized: string;
  beforeAll(async () => (initialized = await embeddedDataFolder()));
  afterAll(() => rm(initialized, { recursive: true, force: true }));
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'memocha-embedded-'));
    // Deeper than the path of a socket may be long.
    folder = join(parent, 'a-long-name-'.repeat(12), 'data');
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await rm(parent, { recursive: true, force: true });
  });

  const start = async () => (server = await EmbeddedServer.start(folder, 5));
  const stop = async () => {
    await server?.stop();
    server = undefined;
  };

  async function query(sql: string): Promise<unknown[]> {
    const client = new pg.Client({ ...server?.address, user: 'postgres', database: 'postgres' });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('keeps rows over a restart, and its folder to itself meanwhile', async () => {
    await start();
    await query('CREATE TABLE kept (n integer)');
    await query('INSERT INTO kept VALUES (42)');
    await expect(EmbeddedServer.start(folder, 5)).rejects.toMatchObject({
      code: 'data_dir_locked',
    });
    const sockets = server?.address.host ?? '';
    await stop();
    expect(existsSync(join(folder, 'memocha.lock'))).toBe(false);
    expect(existsSync(sockets)).toBe(false);
    await start();
    await expect(query('SELECT n FROM kept')).resolves.toEqual([{ n: 42 }]);
  });

  it('does not mix the parameters of large statements on several connections', async () => {
    await cp(initialized, folder, { recursive: true });
    await start();
    const pool = new pg.Pool({
      ...server?.address,
      user: 'postgres',
      database: 'postgres',
      max: 4,
    });
    const wrong: unknown[] = [];
    const ask = async (sql: string, parameters: string[]) => {
      const { rows } = await pool.query<{ text: string }>(sql, parameters);
      if (rows[0]?.text !== parameters.join('')) wrong.push(rows[0]?.text);
    };
    try {
      // More than a socket takes at once.
      const large = 'x'.repeat(1_000_000);
      await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          index % 2
            ? ask('SELECT $1::text AS text', [`${index}`])
            : ask('SELECT $1::text || $2::text AS text', [`${index}`, large]),
        ),
      );
    } finally {
      await pool.end();
    }
    expect(wrong).toEqual([]);
  });

  it('forgets what a connection had begun when it was lost', async () => {
    await cp(initialized, folder, { recursive: true });
    await start();
    const lost = new pg.Client({ ...server?.address, user: 'postgres', database: 'postgres' });
    await lost.connect();
    lost.on('error', () => undefined);
    // The first of the messages that make a statement; @types/pg does not know the field.
    const { connection } = lost as unknown as { connection: pg.Connection };
    connection.parse({ name: '', text: 'SELECT 1 / 0', types: [] }, false);
    connection.stream.end();
    await expect(query('SELECT 2 AS n')).resolves.toEqual([{ n: 2 }]);
  });

  it('may be stopped twice', async () => {
    await cp(initialized, folder, { recursive: true });
    await start();
    await Promise.all([server?.stop(), server?.stop()]);
    await server?.stop();
  });

  it('says that a folder holds something else, and lets it go', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'pglite'), 'not a database');
    await expect(start()).rejects.toMatchObject({
      code: 'embedded_database_failed',
      message: expect.stringContaining('set DATA_DIR to an empty one'),
    });
    expect(existsSync(join(folder, 'memocha.lock'))).toBe(false);
  });
});
