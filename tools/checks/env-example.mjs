import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/workspace.mjs';
import { difference } from './difference.mjs';
import { environmentSchema } from './environment-schema.mjs';

const FILE = '.env.example';
const WIDTH = 98;

/** @typedef {{ name: string, value: string, description: string }} Variable */

/** `.env.example` names exactly the variables that the configuration knows, with their defaults. */
export async function checkEnvExample() {
  const undescribed = (await variables()).filter(({ description }) => !description);
  if (undescribed.length > 0)
    return `Without a description: ${undescribed.map(({ name }) => name).join(', ')}`;
  return difference(FILE, readIfThere(FILE), await envExample());
}

/** Writes `.env.example` anew. */
export async function writeEnvExample() {
  writeFileSync(join(ROOT, FILE), await envExample());
  return '';
}

async function envExample() {
  const own = await variables();
  return renderEnvExample(own, composeVariables(readIfThere('docker-compose.yml') ?? '', own));
}

/** @param {string} file */
function readIfThere(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** @returns {Promise<Variable[]>} */
async function variables() {
  return variablesOf(await environmentSchema());
}

/** @param {any} schema a zod object @returns {Variable[]} */
export function variablesOf(schema) {
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    value: String(field.def.defaultValue ?? ''),
    description: field.meta()?.description ?? '',
  }));
}

/**
 * What docker-compose.yml takes from `.env` beyond the product's own variables.
 * @param {string} compose
 * @param {readonly Variable[]} own
 * @returns {Variable[]}
 */
export function composeVariables(compose, own) {
  const uses = compose.matchAll(/\$\{([A-Z_][A-Z0-9_]*)(?::?([-?])([^}]*))?\}/g);
  /** @type {Map<string, Variable>} */
  const found = new Map();
  for (const [, name = '', operator, text = ''] of uses) {
    if (own.some((variable) => variable.name === name) || found.has(name)) continue;
    const value = operator === '-' ? text : '';
    found.set(name, { name, value, description: operator === '?' ? text : '' });
  }
  return [...found.values()];
}

/** @param {readonly Variable[]} own @param {readonly Variable[]} compose */
export function renderEnvExample(own, compose) {
  const parts = [
    '# Copy this file to .env and take the # off what you want to change. The values are the defaults.',
    ...own.map(render),
  ];
  if (compose.length > 0) parts.push('# Only for docker compose.', ...compose.map(render));
  return `${parts.join('\n\n')}\n`;
}

/** @param {Variable} variable */
function render({ name, value, description }) {
  const comment = description ? [...wrap(`${description}.`).map((line) => `# ${line}`)] : [];
  return [...comment, `#${name}=${value}`].join('\n');
}

/** @param {string} text */
function wrap(text) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.replace(/\.\.$/, '.').split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
