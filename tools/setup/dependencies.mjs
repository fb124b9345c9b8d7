import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStamp, writeStamp } from './fingerprint.mjs';
import { step } from './progress.mjs';
import { npm } from './run.mjs';
import { SetUpError } from './set-up-error.mjs';
import { CACHE, ROOT } from './workspace.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockEntry */

const stampFile = join(CACHE, 'dependencies');

/** Installs what the lock file names, unless that is what is installed. */
export async function ensureDependencies() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).digest('hex');
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && readStamp(stampFile) === stamp) return;
  if (
    !isInstalled(packagesOf(lock), existsSync(installed) ? packagesOf(readFileSync(installed)) : {})
  )
    await step('Installing dependencies (once, some minutes)', install);
  writeStamp(stampFile, stamp);
}

/** @param {Buffer} lock @returns {Record<string, LockEntry>} */
function packagesOf(lock) {
  return JSON.parse(lock.toString('utf8')).packages ?? {};
}

/**
 * Whether npm's record of what it installed holds everything that the lock file asks for. Packages
 * for other platforms are optional and never there.
 * @param {Record<string, LockEntry>} wanted
 * @param {Record<string, LockEntry>} present
 */
export function isInstalled(wanted, present) {
  return Object.entries(wanted)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, entry]) => {
      const found = present[path];
      if (!found) return entry.optional === true || entry.devOptional === true;
      return found.version === entry.version && found.integrity === entry.integrity;
    });
}

async function install() {
  // Windows cannot delete the Node that runs this, as `npm ci` would do first.
  const inPlace = process.platform === 'win32' && process.execPath.startsWith(ROOT);
  const args = inPlace ? ['install', '--no-save'] : ['ci'];
  const { code, output } = await npm([...args, '--no-audit', '--no-fund', '--loglevel=error']);
  if (code === 0) return;
  throw new SetUpError(
    'The dependencies could not be installed. Is the npm registry reachable? ' +
      '`npm ci` shows the whole output.',
    output,
  );
}
