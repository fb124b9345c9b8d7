import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { megabytesOf } from '../../../backend/test/support/process-memory.ts';
import { type Durations, durationsOf } from '../statistics.ts';

/** A web framework in a process of its own, answering one small JSON body. */
export interface HttpFloor extends Durations {
  readonly server: string;
  readonly startMs: number;
  readonly rssMb: number;
}

const REQUESTS = 2_000;
const WARM_UP = 500;

/** Starts `servers/NAME.mjs`, asks it one request after another, and ends it. */
export async function measureHttp(name: string): Promise<HttpFloor> {
  const file = fileURLToPath(new URL(`./servers/${name}.mjs`, import.meta.url));
  const begun = performance.now();
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [address] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const startMs = performance.now() - begun;
  const samples: number[] = [];
  for (let request = 0; request < WARM_UP + REQUESTS; request++) {
    const asked = performance.now();
    await (await fetch(`${address.trim()}/hello`)).json();
    if (request >= WARM_UP) samples.push(performance.now() - asked);
  }
  const rssMb = megabytesOf(child.pid ?? 0);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return { server: name, startMs, ...durationsOf(samples), rssMb };
}
