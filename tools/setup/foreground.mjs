import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { whenOrphaned } from './orphaned.mjs';
import { ROOT } from './workspace.mjs';

const IMPATIENT_AFTER_MS = 1000;

/**
 * Runs a program in this one's place: same terminal, same environment, its exit code, and the
 * first signal to stop passed on, once.
 *
 * On a terminal Ctrl-C reaches the whole process group, and npm passes it on besides. The child
 * therefore leads a group of its own and hears only what is forwarded here. A further Ctrl-C, one
 * second later or more, ends it at once.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
export function runInForeground(file, args, env = process.env) {
  const windows = process.platform === 'win32';
  const child = spawn(file, args, { cwd: ROOT, env, stdio: 'inherit', detached: !windows });
  // The whole group, as a terminal would: a test runner has programs of its own below it.
  const send = (/** @type {NodeJS.Signals} */ signal) => {
    if (windows || child.pid === undefined) return void child.kill(signal);
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended in this very moment, which is what the signal was for.
    }
  };
  /** @type {number | undefined} */
  let stoppingSince;
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (stoppingSince === undefined) {
      stoppingSince = Date.now();
      // A Windows console delivers Ctrl-C to the child itself.
      if (!windows || signal !== 'SIGINT') send(signal);
    } else if (signal === 'SIGINT' && Date.now() - stoppingSince >= IMPATIENT_AFTER_MS) {
      send('SIGKILL');
    }
  };
  process.on('SIGINT', forward).on('SIGTERM', forward);
  // The terminal was closed. To the child that is an ordinary stop.
  if (!windows) process.on('SIGHUP', () => forward('SIGTERM'));
  whenOrphaned(() => forward('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
  });
}
