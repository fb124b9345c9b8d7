import fs from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import type { FolderLock } from '../../src/database/embedded/folder-lock.ts';
import { WITHOUT_LINKS } from './lock-contender.ts';

// What `LockContender` runs: takes the lock of each folder that it is told, and releases it upon an
// empty name.
registerHooks({
  resolve: (specifier, context, next) =>
    next(
      specifier
        // All of shared would take longer to load than everything else here.
        .replace(/^(\.\.\/){2}shared\/index\.js$/, '../../shared/domain-error.js')
        .replace(/^(\..*)\.js$/, '$1.ts'),
      context,
    ),
});
const product = await import('../../src/database/embedded/folder-lock.ts');

refuseLinks();
const [killedAt] = process.argv.slice(2);
if (killedAt !== undefined) dieInsteadOfChange(Number(killedAt));
syncBuiltinESMExports();

let lock: FolderLock | undefined;
process.on('message', (folder: string) => {
  process.send?.(folder === '' ? release() : acquire(folder));
});
process.send?.('ready');

/** Whatever happens is for the spec to judge. */
function acquire(folder: string): string {
  try {
    lock = product.FolderLock.acquire(folder);
    return 'acquired';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

function release(): string {
  lock?.release();
  return 'released';
}

function refuseLinks(): void {
  const link = fs.linkSync;
  fs.linkSync = (from, to) => {
    if (!String(to).includes(WITHOUT_LINKS)) link(from, to);
    else throw Object.assign(new Error('no hard links here'), { code: 'EPERM' });
  };
}

/** To die before a call that only reads leaves the folder as to die before the next that changes it. */
function dieInsteadOfChange(number: number): void {
  let changes = 0;
  for (const name of ['mkdirSync', 'writeFileSync', 'linkSync', 'renameSync', 'rmSync'] as const) {
    const change = fs[name];
    const counted = (...all: unknown[]): unknown => {
      if (++changes === number) process.kill(process.pid, 'SIGKILL');
      return Reflect.apply(change, fs, all);
    };
    Object.assign(fs, { [name]: counted });
  }
}
