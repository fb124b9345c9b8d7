import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp, removeStamp, writeStamp } from './fingerprint.mjs';
import { step } from './progress.mjs';
import { environmentFor, run } from './run.mjs';
import { SetUpError } from './set-up-error.mjs';
import { CACHE, ROOT } from './workspace.mjs';

const stampFile = join(CACHE, 'build');

const SOURCES = [
  'package-lock.json',
  'nx.json',
  'tsconfig.base.json',
  'backend/package.json',
  'backend/tsconfig.json',
  'backend/tsconfig.build.json',
  'backend/src',
  'frontend/package.json',
  'frontend/angular.json',
  'frontend/tsconfig.json',
  'frontend/tsconfig.app.json',
  'frontend/public',
  'frontend/src',
];

/** Builds both sides, unless neither their sources nor their output changed since the last time. */
export async function ensureBuild(/** @type {string} */ node) {
  const before = fingerprint(ROOT, SOURCES);
  if (isBuilt() && readStamp(stampFile) === before) return;
  await step('Building the server and the page', () => build(node));
  // Taken before the build: what was edited meanwhile is built the next time.
  writeStamp(stampFile, before);
}

/** Makes the next start build again, for whoever writes into the output folders otherwise. */
export function forgetBuild() {
  removeStamp(stampFile);
}

function isBuilt() {
  return ['backend/dist/main.js', 'frontend/dist/browser/index.html'].every((path) =>
    existsSync(join(ROOT, path)),
  );
}

async function build(/** @type {string} */ node) {
  const { code, output } = await nx(node, ['run-many', '-t', 'build', '-p', 'backend', 'frontend']);
  if (code !== 0) throw new SetUpError('The build failed; see above.', output);
}

/**
 * Runs Nx without its daemon, its colours and its terminal takeover.
 * @param {string} node
 * @param {readonly string[]} args
 */
export function nx(node, args) {
  const script = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  // Nx would force colours on programs whose output is not shown on a terminal.
  const env = { ...environmentFor(node), NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' };
  return run(node, [script, ...args, '--output-style=static'], { env });
}
