import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string} file
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [restartOn] folder whose changes start it anew
 *
 * @typedef {object} Running
 * @property {Promise<void>} ended when it and all that it has started are gone
 * @property {() => Promise<void>} stop settles as `ended` does
 */

const PATIENCE_MS = 8000;
const windows = process.platform === 'win32';

/**
 * Starts a program and hands on what it prints.
 * @param {Program} program
 * @param {(line: string) => void} print
 * @returns {Running}
 */
export function launch({ file, args, cwd, env = process.env }, print) {
  const child = spawn(file, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // In a group of its own it hears a Ctrl-C only once, from here.
    detached: !windows,
  });
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', print);
  let gone = false;
  child.on('error', (error) => print(String(error)));
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    // Comes after a start that failed, too.
    child.on('close', () => {
      gone = true;
      resolve();
    });
  });
  const send = (/** @type {NodeJS.Signals} */ signal) => {
    if (!gone) signalGroup(child, signal);
  };
  return { ended, stop: stopper(send, ended) };
}

/** @param {(signal: NodeJS.Signals) => void} send @param {Promise<void>} ended */
function stopper(send, ended) {
  /** @type {Promise<void> | undefined} */
  let stopping;
  return () => {
    if (stopping) return stopping;
    send('SIGTERM');
    // Only what hangs is still there by then.
    const timer = setTimeout(() => send('SIGKILL'), PATIENCE_MS);
    stopping = ended.finally(() => clearTimeout(timer));
    return stopping;
  };
}

/**
 * Whole groups, since the page's builder has a program of its own below it.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (windows || child.pid === undefined) return void child.kill(signal);
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended in this very moment, which is what the signal was for.
  }
}
