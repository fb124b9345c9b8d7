import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '../../shared/index.js';
import { processStartTime } from './process-start-time.js';

const FILE = 'memocha.lock';

/** Milliseconds between two signs of life. */
const HEARTBEAT = 5_000;
/** Milliseconds without one after which a holder that cannot be looked up counts as dead. */
const STALE = 4 * HEARTBEAT;

interface Holder {
  readonly pid: number;
  /** Told apart from a later process with the same id, as in a restarted container. */
  readonly startedAt: string;
  /** Containers that share a folder have other hosts, and process ids of their own. */
  readonly host: string;
}

/** Keeps a second process away from a data folder, which would silently lose rows. */
export class FolderLock {
  private readonly heartbeat: NodeJS.Timeout;

  private constructor(private readonly file: string) {
    this.heartbeat = setInterval(() => {
      touch(file);
    }, HEARTBEAT).unref();
  }

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
        if (holder && isAlive(holder, file)) throw lockedBy(holder, folder);
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
    clearInterval(this.heartbeat);
    rmSync(this.file, { force: true });
  }
}

function tryCreate(file: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(
      handle,
      JSON.stringify({
        pid: process.pid,
        startedAt: processStartTime(process.pid),
        host: hostname(),
      }),
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
    const { pid, startedAt, host } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof startedAt === 'string' && typeof host === 'string'
      ? { pid, startedAt, host }
      : undefined;
  } catch {
    // Half-written by a process that died, or gone meanwhile: nobody holds it.
    return undefined;
  }
}

/** Of a process on another host only the signs of life can be seen. */
function isAlive({ pid, startedAt, host }: Holder, file: string): boolean {
  if (host === hostname()) return processStartTime(pid) === startedAt;
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - touched < STALE;
}

function lockedBy({ pid, host }: Holder, folder: string): DomainError {
  const elsewhere = host === hostname() ? '' : ` on ${host}`;
  const detail =
    `The data folder ${folder} is in use by another Memocha (process ${pid}${elsewhere}). ` +
    'Stop that one, or give this one its own DATA_DIR.';
  return new DomainError('data_dir_locked', 503, detail);
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Somebody took the file away; it is not ours to make again, and the database goes on.
  }
}
