import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Path, size and modification time of every file below the given files and folders: a change of any
 * of them is cheap to see, and seeing one too many only costs a build that finds nothing to do.
 * @param {string} root
 * @param {readonly string[]} paths relative to the root; those that are missing count as missing
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) add(hash, root, path);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} root @param {string} path */
function add(hash, root, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats) return void hash.update(`${path} missing\n`);
  if (!stats.isDirectory()) return void hash.update(`${path} ${stats.size} ${stats.mtimeMs}\n`);
  for (const name of readdirSync(join(root, path)).sort()) add(hash, root, `${path}/${name}`);
}

/** @param {string} file @returns {string | undefined} */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // No stamp, or none that can be read, both mean: do the work again.
    return undefined;
  }
}

/** @param {string} file @param {string} stamp */
export function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}

/** @param {string} file */
export function removeStamp(file) {
  rmSync(file, { force: true });
}
