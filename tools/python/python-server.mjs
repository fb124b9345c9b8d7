import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Runs a server that a Python script starts, until a signal or the server's own end ends this process.
 * @param {readonly string[]} command Python, the script and its arguments
 * @param {(line: string) => void} onLine gets every line that the script prints
 * @param {NodeJS.Signals} signal what ends the script
 */
export function servePython([python = '', ...args], onLine, signal) {
  const server = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let stopping = false;
  for (const asked of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(asked, () => {
      stopping = true;
      server.kill(signal);
    });
  }
  createInterface({ input: server.stdout }).on('line', onLine);
  server.on('exit', (code) => process.exit(stopping ? 0 : (code ?? 1)));
}
