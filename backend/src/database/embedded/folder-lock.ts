import { mkdirSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '../../shared/index.js';
import { contend, LOCK_FILE, readLock, removeLock, sweep } from './lock-file.js';
import { HEARTBEAT, holderIn, textOfThisProcess } from './lock-holder.js';

/** Keeps a second process away from a data folder, which would silently lose rows. */
export class FolderLock {
  private readonly heartbeat: NodeJS.Timeout;

  private constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    this.heartbeat = setInterval(() => {
      touch(file, text);
    }, HEARTBEAT).unref();
  }

  /**
   * Makes the folder when it is not there and locks it. A lock left by a process that has died is
   * taken over, by one of those who try.
   * @throws {DomainError} `data_dir_locked` or `data_dir_unusable`.
   */
  static acquire(folder: string): FolderLock {
    const file = join(folder, LOCK_FILE);
    const text = textOfThisProcess();
    let holder: string;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      holder = contend(file, text);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DomainError(
        'data_dir_unusable',
        503,
        `The data folder ${folder} cannot be written (${reason}). Set DATA_DIR to one that can.`,
        { cause },
      );
    }
    if (holder !== text) throw lockedBy(holder, folder);
    sweep(folder);
    return new FolderLock(file, text);
  }

  /** Gives the folder free, if it is still ours. A second call does nothing more. */
  release(): void {
    clearInterval(this.heartbeat);
    removeLock(this.file, this.text);
  }
}

function lockedBy(text: string, folder: string): DomainError {
  const holder = holderIn(text);
  if (!holder)
    return new DomainError(
      'data_dir_locked',
      503,
      `Another Memocha is about to use the data folder ${folder}. Try again in some seconds.`,
    );
  const elsewhere = holder.host === hostname() ? '' : ` on ${holder.host}`;
  const detail =
    `The data folder ${folder} is in use by another Memocha (process ${holder.pid}${elsewhere}). ` +
    'Stop that one, or give this one its own DATA_DIR.';
  return new DomainError('data_dir_locked', 503, detail);
}

function touch(file: string, text: string): void {
  try {
    const now = new Date();
    // Another's life is not ours to show.
    if (readLock(file) === text) utimesSync(file, now, now);
  } catch {
    // Somebody took the file away; it is not ours to make again, and the database goes on.
  }
}
