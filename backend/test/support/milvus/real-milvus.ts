import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../../tools/milvus-server.mjs', import.meta.url));

/** Milvus Lite, or the real one with its parts inside. */
export type MilvusKind = 'lite' | 'standalone';

/** Which server the suites run on: Milvus Lite, unless `TEST_MILVUS=standalone` asks for the other. */
export const MILVUS_KIND: MilvusKind =
  process.env['TEST_MILVUS'] === 'standalone' ? 'standalone' : 'lite';

/** Whether that server has been installed. */
export const milvusIsInstalled = (): boolean =>
  existsSync(
    fileURLToPath(
      new URL(`../../../../.cache/milvus-${MILVUS_KIND}-venv/installed.json`, import.meta.url),
    ),
  );

/** A real Milvus server on loopback with a data folder of its own. */
export class RealMilvus {
  /** `host:port`; the same after another start. */
  readonly address: string;
  private readonly folder: string;
  private readonly flags: readonly string[];
  private process: ChildProcess | undefined;

  private constructor(folder: string, flags: readonly string[], address: string) {
    this.folder = folder;
    this.flags = flags;
    this.address = address;
  }

  /**
   * What only the standalone can do:
   * @param auth asks for a token, which is `root:Milvus`.
   * @param full takes no writes, as if a quota were used up.
   */
  static async start({
    kind = MILVUS_KIND,
    auth = false,
    full = false,
  }: { kind?: MilvusKind; auth?: boolean; full?: boolean } = {}): Promise<RealMilvus> {
    const flags = [kind, ...(auth ? ['--auth'] : []), ...(full ? ['--full'] : [])];
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
  const options = [...flags, '--port', port, '--data', folder];
  const server = spawn(process.execPath, [SCRIPT, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // When this process ends without having stopped it.
  const endWithUs = (): void => void server.kill('SIGTERM');
  process.once('exit', endWithUs);
  server.once('exit', () => process.off('exit', endWithUs));
  for await (const line of createInterface({ input: server.stdout })) {
    server.stdout.resume();
    return { process: server, address: line };
  }
  throw new Error(`Milvus ended before it listened: ${options.join(' ')}`);
}
