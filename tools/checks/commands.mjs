import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild, nx } from '../setup/build.mjs';
import { run } from '../setup/run.mjs';
import { SetUpError } from '../setup/set-up-error.mjs';
import { ROOT } from '../setup/workspace.mjs';

const node = process.execPath;

/**
 * Runs an installed program's script with this Node, which needs no shell on any platform.
 * @param {string} packageName
 * @param {string} script path inside the package
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} its output when it failed, otherwise nothing
 */
async function outputIfFailed(packageName, script, args, cwd = ROOT) {
  const file = join(ROOT, 'node_modules', packageName, script);
  const { code, output } = await run(node, [file, ...args], { cwd });
  return code === 0 ? '' : output || `${packageName} ended with exit code ${code}`;
}

/** Builds what changed. */
export async function build() {
  try {
    await ensureBuild(node);
    return '';
  } catch (error) {
    if (error instanceof SetUpError) return error.output;
    throw error;
  }
}

export const checkFormat = () =>
  outputIfFailed('prettier', 'bin/prettier.cjs', ['--check', '--log-level=warn', '.']);

export const fixFormat = () =>
  outputIfFailed('prettier', 'bin/prettier.cjs', ['--write', '--log-level=warn', '.']);

export const checkLint = () => outputIfFailed('eslint', 'bin/eslint.js', ['--max-warnings=0', '.']);

export const fixLint = () => outputIfFailed('eslint', 'bin/eslint.js', ['--fix', '.']);

/** Type-checks the workspaces through Nx, which remembers the unchanged ones, and these tools. */
export async function checkTypes() {
  const workspaces = await nx(node, ['run-many', '-t', 'typecheck', '--parallel=1']);
  const tools = await outputIfFailed('typescript', 'bin/tsc', ['-p', 'tools/tsconfig.json']);
  return (workspaces.code === 0 ? '' : workspaces.output) + tools;
}

/** @param {string} root a tree with the layout of this one */
export function checkDependencyRules(root) {
  const folders = ['backend', 'frontend', 'e2e', 'bench', 'tools'].filter((name) =>
    existsSync(join(root, name)),
  );
  const args = [
    '--config',
    join(ROOT, '.dependency-cruiser.mjs'),
    '--output-type',
    'err-long',
    ...folders,
  ];
  return outputIfFailed('dependency-cruiser', 'bin/dependency-cruiser.mjs', args, root);
}
