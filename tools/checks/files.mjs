import { globSync } from 'node:fs';

const NOT_OURS = new Set([
  'node_modules',
  'dist',
  '.angular',
  '.nx',
  '.cache',
  '.git',
  'coverage',
  'data',
  'test-results',
  'playwright-report',
]);

/**
 * The project's own files: what tools generate or install is left out.
 * @param {string} root
 * @param {string | string[]} pattern
 * @returns {string[]} relative to the root, with forward slashes, sorted
 */
export function ownFiles(root, pattern) {
  const exclude = (/** @type {string} */ path) => NOT_OURS.has(path.split(/[\\/]/).at(-1) ?? '');
  return globSync(pattern, { cwd: root, exclude })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
