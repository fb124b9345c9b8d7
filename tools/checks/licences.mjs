import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that ask for no more than a notice. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'PostgreSQL',
  'CC0-1.0',
  'Unlicense',
]);

/** Packages under another licence, each with the reason why it may stay. @type {[RegExp, string, string][]} */
const EXCEPTIONS = [
  [/^@?axe-core(\/|$)/, 'MPL-2.0', 'only runs in tests, unchanged'],
  [/^lightningcss(-|$)/, 'MPL-2.0', 'only runs while the page is built, unchanged'],
  [/^caniuse-lite$/, 'CC-BY-4.0', 'data that the build reads'],
  [/^pako$/, '(MIT AND Zlib)', 'permissive; part of the load tool of the benches'],
  [/^argparse$/, 'Python-2.0', 'permissive; a port of the Python module'],
];

/** @typedef {{ license?: string, link?: boolean, optional?: boolean }} LockEntry */

/** @param {string} root */
export async function checkLicences(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const entries = /** @type {[string, LockEntry][]} */ (Object.entries(lock.packages));
  return entries
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .map(([path, entry]) => ({
      name: nameOf(path),
      licence: entry.license ?? readLicence(root, path),
    }))
    .filter(({ name, licence }) => !isAllowed(name, licence))
    .map(({ name, licence }) => `${name}: ${licence || 'no licence named'}`)
    .join('\n');
}

/** @param {string} path */
function nameOf(path) {
  return path.replace(/^.*node_modules\//, '');
}

/** Old packages name their licence in other ways. @param {string} root @param {string} path */
function readLicence(root, path) {
  const file = join(root, path, 'package.json');
  if (!existsSync(file)) return '';
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8'));
  return String(license?.type ?? license ?? licenses?.[0]?.type ?? '');
}

/** @param {string} name @param {string} expression SPDX, as far as packages use it: no nesting */
export function isAllowed(name, expression) {
  if (EXCEPTIONS.some(([pattern, licence]) => pattern.test(name) && licence === expression))
    return true;
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => ALLOWED.has(licence)));
}
