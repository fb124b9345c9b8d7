import pg from 'pg';
import { DataSource } from 'typeorm';
import { startPostgresServer } from '../../../backend/test/support/postgres-server.ts';
import { type Durations, durationsOf } from '../statistics.ts';
import { Note } from './note.ts';

/** What one transaction (an insert and a read by key) costs. */
export interface AccessCost extends Durations {
  readonly access: string;
}

const ROUNDS = 1_000;
const WARM_UP = 200;

/** The same transaction by the bare driver and by TypeORM, in turns, on the same server. */
export async function measureDatabaseAccess(): Promise<readonly AccessCost[]> {
  const server = await startPostgresServer();
  if (!server) return [];
  const pool = new pg.Pool({ connectionString: server.adminUrl, max: 2 });
  const source = new DataSource({
    type: 'postgres',
    url: server.adminUrl,
    entities: [Note],
    installExtensions: false,
  });
  try {
    await pool.query('CREATE TABLE note (id integer PRIMARY KEY, text text NOT NULL)');
    await source.initialize();
    const [bare, mapped]: [number[], number[]] = [[], []];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const times = [
        await timed(() => byDriver(pool, 2 * round)),
        await timed(() => byTypeOrm(source, 2 * round + 1)),
      ];
      if (round >= WARM_UP) [bare, mapped].forEach((list, index) => list.push(times[index] ?? 0));
    }
    return [
      { access: 'pg', ...durationsOf(bare) },
      { access: 'TypeORM', ...durationsOf(mapped) },
    ];
  } finally {
    await pool.end();
    if (source.isInitialized) await source.destroy();
    await server.stop();
  }
}

async function byDriver(pool: pg.Pool, id: number): Promise<void> {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('INSERT INTO note (id, text) VALUES ($1, $2)', [id, 'hello']);
  await client.query('SELECT id, text FROM note WHERE id = $1', [id]);
  await client.query('COMMIT');
  client.release();
}

async function byTypeOrm(source: DataSource, id: number): Promise<void> {
  await source.transaction(async (manager) => {
    await manager.insert(Note, { id, text: 'hello' });
    await manager.findOneBy(Note, { id });
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
