import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownFiles } from './files.mjs';

const MOST_LINES = 300;
const MOST_MEDIAN_LINES = 60;
const GENERATED = new Set(['frontend/src/app/api/schema.ts']);

/** @param {string} root */
export async function checkFileSizes(root) {
  const sizes = ownFiles(root, '**/*.{ts,mts,js,mjs,html,css,scss,py}')
    .filter((path) => !GENERATED.has(path))
    .map((path) => ({ path, lines: countLines(readFileSync(join(root, path), 'utf8')) }));
  const problems = sizes
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines; ${MOST_LINES} are the limit.`);
  const middle = median(sizes.map(({ lines }) => lines));
  if (middle > MOST_MEDIAN_LINES)
    problems.push(`The median file has ${middle} lines; ${MOST_MEDIAN_LINES} are the limit.`);
  return problems.join('\n');
}

/** @param {string} text */
function countLines(text) {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
