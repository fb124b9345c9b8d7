import { whenOrphaned } from '../setup/orphaned.mjs';
import { launch } from './launch.mjs';
import { launchWithRestarts } from './restart.mjs';

/** @typedef {import('./launch.mjs').Program} Program */

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
  const running = programs.map((program) => ({
    name: program.name,
    ...start(program, (line) => print(`${program.name.padEnd(width)} │ ${line}`)),
  }));
  const stopAll = () => Promise.all(running.map(({ stop }) => stop()));
  const onSignal = () => {
    stopped = true;
    void stopAll();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  if (process.platform !== 'win32') process.on('SIGHUP', onSignal);
  whenOrphaned(onSignal);
  const first = await Promise.race(running.map(({ name, ended }) => ended.then(() => name)));
  if (!stopped) print(`${first} has ended, so the others are stopped.`);
  await stopAll();
  return stopped ? 0 : 1;
}

/** @param {Program} program @param {(line: string) => void} print */
function start({ restartOn, ...program }, print) {
  return restartOn === undefined
    ? launch(program, print)
    : launchWithRestarts({ ...program, restartOn }, print);
}
