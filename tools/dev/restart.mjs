import { folderVersions, pauseUntil } from './folder-versions.mjs';
import { launch } from './launch.mjs';

/**
 * @typedef {import('./launch.mjs').Program} Program
 * @typedef {import('./launch.mjs').Running} Running
 */

/**
 * Keeps a program running, and starts it anew when the folder it is built into has changed. The new
 * one comes when the old one is gone, as they would want the same port and the same data folder. One
 * that ends by itself is left until the next change.
 *
 * Not `node --watch`: that speaks to its program's worker threads through the very channel on which
 * the program itself does.
 * @param {Program & { restartOn: string }} program
 * @param {(line: string) => void} print
 * @returns {Running} `ended` comes of `stop` only
 */
export function launchWithRestarts(program, print) {
  const abort = new AbortController();
  const ended = restartUntil(abort.signal, program, print);
  const stop = () => {
    abort.abort();
    return ended;
  };
  return { ended, stop };
}

/**
 * @param {AbortSignal} signal
 * @param {Program & { restartOn: string }} program
 * @param {(line: string) => void} print
 */
async function restartUntil(signal, program, print) {
  /** @type {Running | undefined} */
  let current;
  const stopCurrent = async () => {
    const old = current;
    current = undefined;
    await old?.stop();
  };
  for await (const version of folderVersions(program.restartOn, pauseUntil(signal))) {
    if (version > 1) print('Something has changed: starting anew.');
    await stopCurrent();
    if (signal.aborted) return;
    const started = launch(program, print);
    current = started;
    void started.ended.then(() => {
      if (current === started) print('It has ended; the next change starts it anew.');
    });
  }
  await stopCurrent();
}
