import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { processStartTime } from './process-start-time.js';

/** Milliseconds between two signs of life. */
export const HEARTBEAT = 5_000;
/** Milliseconds without one after which a holder that cannot be looked up counts as dead. */
const STALE = 4 * HEARTBEAT;
/** Milliseconds that whoever made a lock file may take to write itself into it. */
export const WRITING = 5_000;

/** The process that a lock file names. */
export interface Holder {
  readonly pid: number;
  /** Told apart from a later process with the same id, as in a restarted container. */
  readonly startedAt: string;
  /** Containers that share a folder have other hosts, and process ids of their own. */
  readonly host: string;
}

/** What this process writes into a lock file. Each call makes another text, so that none returns. */
export function textOfThisProcess(): string {
  const startedAt = processStartTime(process.pid);
  return JSON.stringify({ pid: process.pid, startedAt, host: hostname(), id: randomUUID() });
}

/** Undefined when nobody can be made out from the text, as in a file that is half-written. */
export function holderIn(text: string): Holder | undefined {
  try {
    const { pid, startedAt, host } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' && typeof startedAt === 'string' && typeof host === 'string'
      ? { pid, startedAt, host }
      : undefined;
  } catch {
    // No JSON: whoever wrote it was interrupted.
    return undefined;
  }
}

/**
 * Whether the one who wrote `text` into the file lives. Of a process on another host only the signs
 * of life can be seen; nobody yet may be somebody who is just writing.
 */
export function isHeld(file: string, text: string): boolean {
  const holder = holderIn(text);
  if (holder?.host === hostname()) return processStartTime(holder.pid) === holder.startedAt;
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  // A clock that was set back must not make a torn file last for ever.
  return holder ? age < STALE : Math.abs(age) < WRITING;
}
