import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where packagers put PostgreSQL's server programs; `*` stands for a version folder. */
const USUAL_PLACES = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/opt/homebrew/opt/postgresql@*/bin',
  '/usr/local/opt/postgresql@*/bin',
];

/** The folder that holds `initdb` and `postgres`, the newest version first; undefined when there is none. */
export function findPostgresBinaries(): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...USUAL_PLACES.flatMap(expand), ...onPath].find(
    (folder) => isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres')),
  );
}

function expand(pattern: string): string[] {
  const segments = pattern.split('/');
  const wild = segments.findIndex((segment) => segment.includes('*'));
  const parent = segments.slice(0, wild).join('/');
  const [before = '', after = ''] = (segments[wild] ?? '').split('*');
  return foldersOf(parent)
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => [parent, name, ...segments.slice(wild + 1)].join('/'));
}

function foldersOf(parent: string): string[] {
  try {
    return readdirSync(parent);
  } catch {
    // This packager's place does not exist on this machine.
    return [];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Absent or not ours to run: either way it is no candidate.
    return false;
  }
}
