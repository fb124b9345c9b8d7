import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from './workspace.mjs';

/**
 * @typedef {object} Finished
 * @property {number} code exit code; 1 when a signal ended it or it could not be started
 * @property {string} output stdout and stderr as they came, empty when they were inherited
 * @property {string} stdout
 */

/**
 * Runs a program to its end and collects what it prints. Never rejects.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: 'pipe' | 'inherit', shell?: boolean }} options
 * @returns {Promise<Finished>}
 */
export function run(
  file,
  args,
  { cwd = ROOT, env = process.env, stdio = 'pipe', shell = false } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, shell, stdio: ['ignore', stdio, stdio] });
    let output = '';
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stdout += text;
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    child.on('error', (error) => resolve({ code: 1, output: `${output}${String(error)}`, stdout }));
    child.on('close', (code) => resolve({ code: code ?? 1, output, stdout }));
  });
}

/**
 * Runs npm. Under `npm start` npm says where it is, which spares a shell on Windows.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} options
 */
export function npm(args, options = {}) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script?.endsWith('.js')) return run(node ?? process.execPath, [script, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/**
 * The environment in which `node` and the installed programs are found first.
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(node) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env[name] ?? ''];
  return { ...process.env, [name]: path.join(delimiter) };
}
