import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { run } from '../setup/run.mjs';
import { composeVariables } from './env-example.mjs';

const FILE = 'docker-compose.yml';

/** @param {string} root */
export async function checkCompose(root) {
  const file = join(root, FILE);
  if (!existsSync(file)) return `${FILE} is missing.`;
  const text = readFileSync(file, 'utf8');
  const problems = composeProblems(text);
  return problems.length > 0 ? problems.join('\n') : await askCompose(root, text);
}

/** What can be said without a container engine. @param {string} text @returns {string[]} */
export function composeProblems(text) {
  const document = parseDocument(text);
  if (document.errors.length > 0) return document.errors.map(({ message }) => message);
  /** @type {Record<string, { image?: string, build?: unknown, ports?: unknown[] }>} */
  const services = document.toJS()?.services ?? {};
  if (Object.keys(services).length === 0) return [`${FILE} names no services.`];
  return Object.entries(services).flatMap(([name, { image, build, ports = [] }]) => [
    ...(image || build ? [] : [`${name} has neither an image nor a build.`]),
    ...ports
      .filter((port) => !isLoopback(port))
      .map((port) => `${name} publishes ${JSON.stringify(port)} beyond loopback.`),
  ]);
}

/** @param {unknown} port */
function isLoopback(port) {
  if (typeof port === 'string') return /^(127\.0\.0\.1|\[::1\]):/.test(port);
  return /** @type {{ host_ip?: string }} */ (port).host_ip === '127.0.0.1';
}

/** Asks the compose client, where one is installed. @param {string} root @param {string} text */
async function askCompose(root, text) {
  // What the file demands from .env, so that it can be read without one.
  const demanded = composeVariables(text, []).map(({ name, value }) => [
    name,
    value || 'for-the-check',
  ]);
  const options = { cwd: root, env: { ...Object.fromEntries(demanded), ...process.env } };
  for (const client of [['docker', 'compose'], ['docker-compose']]) {
    const [command = '', ...first] = client;
    if ((await run(command, [...first, 'version'], options)).code !== 0) continue;
    const { code, output } = await run(command, [...first, '-f', FILE, 'config', '-q'], options);
    return code === 0 ? '' : output;
  }
  return '';
}
