import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fingerprint } from '../setup/fingerprint.mjs';

const LOOK_MS = 300;

/**
 * Yields 1 when a folder's content is first seen, and one more whenever it has become another and
 * come to rest: two looks in a row see the same. Files written anew with what they held before are
 * no change. Looked at rather than watched, which is the same on every platform and Node.
 * @param {string} folder it need not be there yet
 * @param {() => Promise<boolean>} pause comes before each look; false ends it
 * @returns {AsyncGenerator<number, void>}
 */
export async function* folderVersions(folder, pause) {
  let seen = '';
  let settled = '';
  let content = '';
  let version = 0;
  while (await pause()) {
    const before = seen;
    seen = readable(() => fingerprint(folder, ['.'])) ?? '';
    if (seen === '' || seen !== before || seen === settled) continue;
    const now = readable(() => contentOf(folder));
    if (now === undefined) continue;
    settled = seen;
    if (now === content) continue;
    content = now;
    yield ++version;
  }
}

/**
 * The pause between two looks, until the signal comes.
 * @param {AbortSignal} signal
 * @returns {() => Promise<boolean>}
 */
export function pauseUntil(signal) {
  return () =>
    sleep(LOOK_MS, true, { signal }).catch(() => {
      // The signal is all that can cut a pause short.
      return false;
    });
}

/** @param {string} folder */
function contentOf(folder) {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    hash.update(`${file}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** @param {() => string} look @returns {string | undefined} */
function readable(look) {
  try {
    return look();
  } catch {
    // Not there yet, or taken away under the look: a later one tells more.
    return undefined;
  }
}
