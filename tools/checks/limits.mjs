import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/workspace.mjs';
import { environmentSchema } from './environment-schema.mjs';

const FILE = 'docs/limits.md';

/** Numbers that bound nothing. */
const NO_LIMITS = new Set(['PORT']);

/** `docs/limits.md` names each variable that is a limit, with its default. */
export async function checkLimits() {
  const faults = limitFaults(
    readFileSync(join(ROOT, FILE), 'utf8'),
    defaultsOf(await environmentSchema()),
  );
  return faults.map((fault) => `${FILE}: ${fault}`).join('\n');
}

/** @param {any} schema a zod object @returns {Map<string, unknown>} each variable with its default */
export function defaultsOf(schema) {
  return new Map(
    Object.entries(schema.shape).map(([name, field]) => [name, field.def.defaultValue]),
  );
}

/**
 * @param {string} text of the page
 * @param {ReadonlyMap<string, unknown>} defaults
 * @returns {string[]} what is missing there, differs, or is not known
 */
export function limitFaults(text, defaults) {
  const rows = rowsOf(text);
  const missing = [...defaults]
    .filter(([name, value]) => typeof value === 'number' && !NO_LIMITS.has(name))
    .flatMap(([name, value]) => {
      const row = rows.get(name);
      if (!row) return [`${name} is missing (its default is ${value}).`];
      return row.value === value ? [] : [`${name} is ${value}, and the page says "${row.said}".`];
    });
  const unknown = [...rows.keys()]
    .filter((name) => !defaults.has(name))
    .map((name) => `${name} is no variable of the configuration.`);
  return [...missing, ...unknown];
}

/**
 * Rows of tables whose third cell names a variable. The value is the first number of the second cell.
 * @param {string} text
 */
function rowsOf(text) {
  /** @type {Map<string, { value: number, said: string }>} */
  const rows = new Map();
  for (const line of text.split('\n')) {
    const [, , said = '', by = ''] = line.split('|').map((cell) => cell.trim());
    const [, name] = /^`([A-Z][A-Z0-9_]+)`$/.exec(by) ?? [];
    const [number = ''] = /\d[\d,]*(\.\d+)?/.exec(said) ?? [];
    if (name !== undefined) rows.set(name, { value: Number(number.replaceAll(',', '')), said });
  }
  return rows;
}
