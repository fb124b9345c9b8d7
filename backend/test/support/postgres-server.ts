import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { poll } from './poll.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { unprivilegedOwner, type Owner } from './postgres-owner.ts';

/** A PostgreSQL server that tests may create databases in. */
export interface PostgresServer {
  /** Connects to the maintenance database as a superuser of the cluster. */
  readonly adminUrl: string;
  /** Ends the server and removes its files; does nothing for a server that was there before. */
  stop(): Promise<void>;
}

interface Cluster {
  readonly folder: string;
  readonly password: string;
  readonly owner: Owner | undefined;
}

const run = promisify(execFile);
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

/** Durability is of no use to a cluster that is thrown away, and costs most of the time. */
const THROW_AWAY_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  max_connections: '80',
};

/**
 * A temporary cluster on a free loopback port with its data under the system's temporary folder.
 * @param programs the folder with `initdb` and `postgres`; without it, the server of
 *   `TEST_DATABASE_URL` when that is set, else what is installed.
 * @returns undefined when no PostgreSQL is installed.
 */
export async function startPostgresServer(programs?: string): Promise<PostgresServer | undefined> {
  const given = process.env['TEST_DATABASE_URL'];
  if (programs === undefined && given !== undefined && given !== '') {
    return { adminUrl: given, stop: () => Promise.resolve() };
  }
  const binaries = programs ?? findPostgresBinaries();
  if (binaries === undefined) return undefined;
  const cluster = await createCluster(binaries);
  try {
    return await startCluster(binaries, cluster);
  } catch (cause) {
    await rm(cluster.folder, { recursive: true, force: true });
    throw cause;
  }
}

async function createCluster(binaries: string): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'memocha-postgres-'));
  const password = randomBytes(18).toString('base64url');
  const owner = unprivilegedOwner();
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner !== undefined) {
    await chown(folder, owner.uid, owner.gid);
    await chown(passwordFile, owner.uid, owner.gid);
  }
  const options = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await run(
    join(binaries, 'initdb'),
    [`--pgdata=${join(folder, 'data')}`, ...options, '--encoding=UTF8', '--no-locale', '--no-sync'],
    { ...owner, cwd: folder },
  );
  await rm(passwordFile);
  return { folder, password, owner };
}

async function startCluster(binaries: string, cluster: Cluster): Promise<PostgresServer> {
  const { folder, password, owner } = cluster;
  const port = await freePort();
  const settings = Object.entries(THROW_AWAY_SETTINGS).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const postmaster = spawn(
    join(binaries, 'postgres'),
    ['-D', join(folder, 'data'), '-p', String(port), ...settings],
    { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  postmaster.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const endWithUs = (): void => void postmaster.kill('SIGQUIT');
  process.once('exit', endWithUs);
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const stop = async (): Promise<void> => {
    process.off('exit', endWithUs);
    await end(postmaster);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await poll('PostgreSQL to accept connections', () => answers(adminUrl, postmaster), {
      withinMs: START_WITHIN_MS,
    });
  } catch (cause) {
    await stop();
    throw new Error(`PostgreSQL did not start:\n${log}`, { cause });
  }
  return { adminUrl, stop };
}

async function answers(url: string, postmaster: ChildProcess): Promise<boolean> {
  if (hasEnded(postmaster)) throw new Error('The server process ended');
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    // Not listening yet, or listening and still starting up: the poll asks again.
    return false;
  }
}

/** SIGINT is PostgreSQL's fast shutdown: sessions are cut, files are closed. */
async function end(postmaster: ChildProcess): Promise<void> {
  if (hasEnded(postmaster)) return;
  const ended = once(postmaster, 'exit');
  postmaster.kill('SIGINT');
  const hardEnd = setTimeout(() => postmaster.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(hardEnd);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
