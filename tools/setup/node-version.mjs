import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetUpError } from './set-up-error.mjs';

const LEAST_TO_START = [20, 0, 0];
const LEAST_TO_RUN = [24, 15, 0];

/**
 * @param {string} version such as `v24.15.0`
 * @param {readonly number[]} least
 */
export function isAtLeast(version, least) {
  const parts = version.replace(/^v/, '').split('-')[0]?.split('.').map(Number) ?? [];
  for (const [index, wanted] of least.entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

/** @throws {SetUpError} when the running Node is too old even for npm and these scripts. */
export function assertCanStart(version = process.version) {
  if (isAtLeast(version, LEAST_TO_START)) return;
  throw new SetUpError(
    `Memocha needs Node 20 or newer, and this is ${version}. Install it from https://nodejs.org.`,
  );
}

/** Where npm puts the project's own Node for this platform. @param {string} root */
export function ownNodePath(root) {
  const { platform, arch } = process;
  const name = platform === 'win32' ? 'win' : platform;
  const file = platform === 'win32' ? 'node.exe' : 'node';
  return join(root, 'node_modules', `node-${name}-${arch}`, 'bin', file);
}

/**
 * The Node that builds and runs Memocha: the project's own, otherwise the running one if new enough.
 * @param {{ root: string, running?: { path: string, version: string } }} where
 * @throws {SetUpError} saying which Node to install.
 */
export function findNode({ root, running = { path: process.execPath, version: process.version } }) {
  const own = ownNodePath(root);
  // It may be there and yet not run, on a Linux without glibc for one.
  if (own === running.path || (existsSync(own) && runs(own))) return own;
  if (isAtLeast(running.version, LEAST_TO_RUN)) return running.path;
  throw new SetUpError(
    `Memocha needs Node ${LEAST_TO_RUN.slice(0, 2).join('.')} or newer. npm brings it along on most ` +
      `platforms, but not on this one (${process.platform} ${process.arch}), and the installed Node is ` +
      `${running.version}. Install Node 24 from https://nodejs.org and run the command again.`,
  );
}

/** @param {string} node */
function runs(node) {
  return spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0;
}
