import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '../../shared/index.js';
import { processStartTime } from './process-start-time.js';

const FILE = 'memocha.lock';

interface Holder {
  readonly pid: number;
  /** Told apart from a later process with the same id, as in a restarted container. */
  readonly startedAt: string;
}

/** Keeps a second process away from a data folder, which would silently lose rows. */
export class FolderLock {
  private constructor(private readonly file: string) {}

  /**
   * Makes the folder when it is not there and locks it. A lock left by a process that has died is
   * taken over.
   * @throws {DomainError} `data_dir_locked` or `data_dir_unusable`.
   */
  static acquire(folder: string): FolderLock {
    const file = join(folder, FILE);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (let attempt = 0; attempt < 3; attempt++) {
        if (tryCreate(file)) return new FolderLock(file);
        const holder = readHolder(file);
        if (holder && processStartTime(holder.pid) === holder.startedAt)
          throw new DomainError(
            'data_dir_locked',
            503,
            `The data folder ${folder} is in use by another Memocha (process ${holder.pid}). ` +
              'Stop that one, or give this one its own DATA_DIR.',
          );
        rmSync(file, { force: true });
      }
    } catch (cause) {
      if (cause instanceof DomainError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DomainError(
        'data_dir_unusable',
        503,
        `The data folder ${folder} cannot be written (${reason}). Set DATA_DIR to one that can.`,
        { cause },
      );
    }
    throw new DomainError('data_dir_locked', 503, `The data folder ${folder} stays locked.`);
  }

  release(): void {
    rmSync(this.file, { force: true });
  }
}

function tryCreate(file: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(
      handle,
      JSON.stringify({ pid: process.pid, startedAt: processStartTime(process.pid) }),
    );
    closeSync(handle);
    return true;
  } catch (error) {
    // Only "it exists" is an answer here; anything else makes the folder unusable.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof startedAt === 'string'
      ? { pid, startedAt }
      : undefined;
  } catch {
    // Half-written by a process that died, or gone meanwhile: nobody holds it.
    return undefined;
  }
}
