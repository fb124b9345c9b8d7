import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { megabytesOf } from '../../../backend/test/support/process-memory.ts';
import OpenAI from 'openai';
import type { Candidate, RunningCandidate } from './candidate.ts';

const TOOL = fileURLToPath(new URL('../../../tools/embedding-server.mjs', import.meta.url));
const BATCH = 16;

interface Served {
  readonly name: string;
  /** As `tools/embedding-server.mjs` calls it. */
  readonly model: string;
  /** Names to ask for: some servers embed questions and texts in two ways. */
  readonly names: Readonly<Record<'query' | 'document', string>>;
}

const install = (model: string) => `node tools/embedding-server.mjs --install --model ${model}`;

/** A model behind a server of `tools/embedding-server.mjs`, which gets one thread, as the others. */
export const served = ({ name, model, names }: Served): Candidate => ({
  name,
  how: install(model),
  async start(): Promise<RunningCandidate | undefined> {
    const stamp = new URL(
      `../../../.cache/embedding-venv-${model}/installed.json`,
      import.meta.url,
    );
    if (!existsSync(stamp)) return undefined;
    const server = spawn(process.execPath, [TOOL, '--model', model, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, OMP_NUM_THREADS: '1' },
    });
    const client = new OpenAI({ baseURL: await addressOf(server), apiKey: 'none', maxRetries: 0 });
    const embed: RunningCandidate['embed'] = async (texts, purpose) => {
      const vectors: number[][] = [];
      for (let start = 0; start < texts.length; start += BATCH) {
        const input = texts.slice(start, start + BATCH);
        const { data } = await client.embeddings.create({ model: names[purpose], input });
        vectors.push(...data.map(({ embedding }) => embedding));
      }
      return vectors;
    };
    await embed(['warm up'], 'query');
    return { embed, megabytes: megabytesOfChild(server), stop: () => end(server) };
  },
});

async function addressOf(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('It has no output');
  for await (const line of createInterface({ input: server.stdout }))
    if (line.startsWith('http')) return line;
  throw new Error('The embedding server ended before it listened');
}

/** Of the Python process that the tool started; known on Linux alone. */
function megabytesOfChild({ pid = 0 }: ChildProcess): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const [child = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return megabytesOf(child);
}

function end(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => {
      resolve();
    });
    server.kill('SIGTERM');
  });
}
