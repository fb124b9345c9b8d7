import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ROOT } from './workspace.mjs';

const IMPATIENT_AFTER_MS = 1000;

/**
 * Runs a program in this one's place: same terminal, same environment, its exit code, and every
 * signal passed on once.
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
  let firstSignalAt = 0;
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    const now = Date.now();
    if (firstSignalAt && now - firstSignalAt < IMPATIENT_AFTER_MS) return;
    const again = firstSignalAt > 0;
    firstSignalAt ||= now;
    // A Windows console delivers Ctrl-C to the child itself.
    if (windows && signal === 'SIGINT' && !again) return;
    child.kill(again ? 'SIGKILL' : signal);
  };
  process.on('SIGINT', forward).on('SIGTERM', forward);
  // The terminal was closed. To the child that is an ordinary stop.
  if (!windows) process.on('SIGHUP', () => forward('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
  });
}
