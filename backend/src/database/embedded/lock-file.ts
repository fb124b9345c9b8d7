import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isHeld, WRITING } from './lock-holder.js';

/** The lock of a folder. What else a start needs for a moment has this name and more. */
export const LOCK_FILE = 'memocha.lock';

/** More than one, since somebody may come or go between two looks. */
const ATTEMPTS = 8;

/**
 * Makes the file with the text `mine`, or finds out who has it. A file whose holder has died is
 * removed under a claim: a lock file of its own, named after that file and the very text that is in
 * it. Since no text is written twice, whoever comes late with the same claim finds another text, and
 * removes nothing. A claim whose holder has died is removed in the same way.
 * @returns `mine` once it is ours, else the text of the holder, or of who is about to be it.
 */
export function contend(file: string, mine: string): string {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = readLock(file);
    if (found === undefined) {
      if (create(file, mine)) return mine;
    } else if (isHeld(file, found)) return found;
    else {
      const claim = claimOn(file, found);
      const claimant = contend(claim, mine);
      if (claimant !== mine) return claimant;
      try {
        removeLock(file, found);
      } finally {
        removeLock(claim, mine);
      }
    }
  }
  return '';
}

/** Undefined when there is no such file. */
export function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Removes the file if the text is what it holds: the caller's own, or one it has a claim on. */
export function removeLock(file: string, text: string): void {
  if (readLock(file) === text) rmSync(file, { force: true });
}

/**
 * Removes what killed starts have left beside the lock. To be called by the one who holds it: every
 * claim on it is on a text that is gone, so nobody needs one.
 */
export function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      const text = name.startsWith(`${LOCK_FILE}.`) ? readLock(file) : undefined;
      if (text !== undefined && !isHeld(file, text)) removeLock(file, text);
    }
  } catch {
    // Nobody is disturbed by what stays.
  }
}

/** The file appears with its text in it, so that nobody finds it empty. */
function create(file: string, mine: string): boolean {
  const draft = beside(file, randomUUID());
  writeFileSync(draft, mine, { flag: 'wx', mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) createInPlace(file, mine);
  } finally {
    rmSync(draft, { force: true });
  }
  // Rather than what was answered: over a network, an answer may be lost.
  return readLock(file) === mine;
}

/** For file systems without hard links, such as FAT: here the file is empty for a moment. */
function createInPlace(file: string, mine: string): void {
  const began = performance.now();
  try {
    writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // Only "it exists" is an answer here; anything else makes the folder unusable.
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  // Meanwhile another may have taken the empty file for one that was left behind.
  if (performance.now() - began >= WRITING) throw new Error(`writing ${file} took too long`);
}

/** Hashed, so that the name of a claim on a claim is no longer than others. */
function claimOn(file: string, text: string): string {
  const hash = createHash('sha256')
    .update(`${basename(file)}\n${text}`)
    .digest('hex');
  return beside(file, hash.slice(0, 32));
}

const beside = (file: string, suffix: string): string =>
  join(dirname(file), `${LOCK_FILE}.${suffix}`);

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
