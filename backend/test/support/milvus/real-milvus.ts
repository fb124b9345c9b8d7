import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../../tools/milvus-server.mjs', import.meta.url));

/** Which server: Milvus Lite, or the standalone when `TEST_MILVUS=standalone` asks for it. */
export const MILVUS_KIND = process.env['TEST_MILVUS'] === 'standalone' ? 'standalone' : 'lite';

/** Whether that server has been installed. */
export const milvusIsInstalled = (): boolean =>
  existsSync(
    fileURLToPath(
      new URL(`../../../../.cache/milvus-${MILVUS_KIND}-venv/installed.json`, import.meta.url),
    ),
  );

/** A real Milvus server on loopback with a data folder of its own. */
export class RealMilvus {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly flags: readonly string[],
    /** `host:port`; the same after another start. */
    readonly address: string,
  ) {}

  /**
   * What only the standalone can do:
   * @param auth asks for a token, which is `root:Milvus`.
   * @param full takes no writes, as if a quota were used up.
   */
  static async start({ auth = false, full = false } = {}): Promise<RealMilvus> {
    const flags = [...(auth ? ['--auth'] : []), ...(full ? ['--full'] : [])];
    const folder = await mkdtemp(join(tmpdir(), 'memocha-milvus-'));
    const { process, address } = await launch(folder, '0', flags);
    const milvus = new RealMilvus(folder, flags, address);
    milvus.process = process;
    return milvus;
  }

  /** Ends the server; what it holds stays. */
  async halt(): Promise<void> {
    if (!this.process) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
    this.process = undefined;
  }

  /** Starts it where it was, with what it held. */
  async resume(): Promise<void> {
    const port = this.address.split(':')[1] ?? '';
    this.process = (await launch(this.folder, port, this.flags)).process;
  }

  /** Ends it and removes what it held. */
  async stop(): Promise<void> {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function launch(folder: string, port: string, flags: readonly string[]) {
  const options = ['--port', port, '--data', folder, ...flags];
  const server = spawn(process.execPath, [SCRIPT, MILVUS_KIND, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    server.stdout.resume();
    return { process: server, address: line };
  }
  throw new Error(`Milvus (${MILVUS_KIND}) ended before it listened`);
}
