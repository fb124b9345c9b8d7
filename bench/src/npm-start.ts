import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ApiClient } from '../../backend/test/support/api-client.ts';
import { freePort } from '../../backend/test/support/free-port.ts';
import { poll } from '../../backend/test/support/poll.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The very first one may still have to build. */
const READY_WITHIN_MS = 300_000;

/** One start and stop, in milliseconds. */
export interface StartTimes {
  /** From the command until it was ready. */
  readonly readyMs: number;
  /** From the command until its first answer was read. */
  readonly answerMs: number;
  /** From SIGTERM until the process had ended, with nothing running. */
  readonly stopMs: number;
}

/** Times `npm start` as a person types it, with the check whether anything must be built. */
export async function timeNpmStart(
  environment: Readonly<Record<string, string>>,
): Promise<StartTimes> {
  const port = await freePort();
  const begun = performance.now();
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...process.env, LLM_AUTODETECT: 'false', ...environment, PORT: String(port) },
    stdio: 'ignore',
  });
  const ended = once(npm, 'exit');
  try {
    const url = `http://127.0.0.1:${port}`;
    await poll('npm start to be ready', () => isReady(url), { withinMs: READY_WITHIN_MS });
    const readyMs = performance.now() - begun;
    const answerMs = await timeFirstAnswer(url, begun);
    const stopping = performance.now();
    npm.kill('SIGTERM');
    await ended;
    return { readyMs, answerMs, stopMs: performance.now() - stopping };
  } finally {
    npm.kill('SIGTERM');
  }
}

/** Asks something and reads the answer. @returns milliseconds since `begun`. */
export async function timeFirstAnswer(url: string, begun: number): Promise<number> {
  const reply = await new ApiClient(url).call('POST', '/api/chat', { message: 'Hello' });
  if (reply.status !== 200) throw new Error(`No answer: ${JSON.stringify(reply.body)}`);
  return performance.now() - begun;
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    // Not listening yet: the poll asks again.
    return false;
  }
}
