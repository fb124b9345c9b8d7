import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../backend/test/support/fake-model.ts', import.meta.url));

/** A fake model in a process of its own, so that its work is not on the measuring thread. */
export interface FakeModelProcess {
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/** Starts the fake model; it answers at once with a fixed text. */
export async function startFakeModel(): Promise<FakeModelProcess> {
  const behaviour = JSON.stringify({ kind: 'answer' });
  const child = spawn(process.execPath, [COMMAND, '--behaviour', behaviour], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const baseUrl = /OPENAI_BASE_URL=(\S+)/.exec(line)?.[1];
    if (baseUrl !== undefined) return { baseUrl, stop };
  }
  throw new Error('The fake model ended before it listened');
}
