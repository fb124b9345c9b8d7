import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** @typedef {{ name: string, file: string, args: string[], cwd: string, env?: NodeJS.ProcessEnv }} Program */

const PATIENCE_MS = 8000;

/**
 * Runs programs side by side, each line of their output under their name. All end when one of them
 * ends or a signal comes.
 * @param {readonly Program[]} programs
 * @param {(line: string) => void} print
 * @returns {Promise<number>} 0 after a signal, 1 when a program ended by itself
 */
export async function runTogether(programs, print = console.log) {
  const width = Math.max(...programs.map(({ name }) => name.length));
  let stopped = false;
  const running = programs.map((program) => start(program, width, print));
  const stopAll = () => {
    for (const { child } of running) child.kill('SIGTERM');
    // Only what hangs is still there by then.
    setTimeout(() => running.forEach(({ child }) => child.kill('SIGKILL')), PATIENCE_MS).unref();
  };
  const onSignal = () => {
    if (stopped) return;
    stopped = true;
    stopAll();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  if (process.platform !== 'win32') process.on('SIGHUP', onSignal);
  const first = await Promise.race(running.map(({ ended }) => ended));
  if (!stopped) {
    print(`${first} has ended, so the others are stopped.`);
    stopAll();
  }
  await Promise.all(running.map(({ ended }) => ended));
  return stopped ? 0 : 1;
}

/** @param {Program} program @param {number} width @param {(line: string) => void} print */
function start({ name, file, args, cwd, env }, width, print) {
  const child = spawn(file, args, {
    cwd,
    env: env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // In a group of its own it hears a Ctrl-C only once, from here.
    detached: process.platform !== 'win32',
  });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) =>
      print(`${name.padEnd(width)} │ ${line}`),
    );
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => {
      print(`${name.padEnd(width)} │ ${String(error)}`);
      resolve(name);
    });
    child.on('close', () => resolve(name));
  });
  return { child, ended };
}
