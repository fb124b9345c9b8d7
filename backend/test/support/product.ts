import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import { poll } from './poll.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** As `npm start` has it. */
const COMPILE_CACHE = fileURLToPath(new URL('../../../.cache/compile', import.meta.url));
/** Generous: the embedded database's first start takes seconds, more on a busy machine. */
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 30_000;

/** Environment variables of the product, by name. */
export type ProductEnvironment = Readonly<Record<string, string>>;

/**
 * The built product in a process of its own, seen from outside. It gets only the variables it is
 * given, an empty working folder (so no `.env`), no model unless one is named, and little time to drain.
 */
export class Product {
  /** Where the API and the page are, without a slash at the end. */
  readonly url: string;
  /** Process id, for measuring and signals. */
  readonly pid: number;
  private readonly child: ChildProcess;
  private readonly folder: string;
  private readonly ended: Promise<number | string>;
  private output = '';

  private constructor(child: ChildProcess, port: string, folder: string) {
    this.url = `http://127.0.0.1:${port}`;
    this.child = child;
    this.folder = folder;
    // Without a pid there is no process: the 'error' event says why and fails `ended`.
    this.pid = child.pid ?? -1;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    // 'close' comes after the last output, unlike 'exit'.
    this.ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  }

  /** Starts the process and does not wait for it. */
  static async launch(environment: ProductEnvironment = {}): Promise<Product> {
    if (!existsSync(MAIN)) throw new Error('The backend is not built: npm run build -w backend');
    const folder = await mkdtemp(join(tmpdir(), 'memocha-product-'));
    const port = environment['PORT'] ?? String(await freePort());
    const env = {
      PATH: process.env['PATH'] ?? '',
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      LLM_AUTODETECT: 'false',
      // Suites have one user, and many answers at once; how many there may be is a suite of its own.
      ANSWERS_PER_USER: '1000',
      LOG_FORMAT: 'json',
      DRAIN_SECONDS: '1',
      DATA_DIR: join(folder, 'data'),
      ...environment,
      PORT: port,
    };
    const child = spawn(process.execPath, [MAIN], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Product(child, port, folder);
  }

  /**
   * Starts the process and waits until it is ready.
   * @throws {Error} with its output when it ends or is not ready in time.
   */
  static async start(environment: ProductEnvironment = {}): Promise<Product> {
    const product = await Product.launch(environment);
    try {
      await product.ready();
    } catch (cause) {
      await product.stop();
      throw new Error(`The product did not become ready:\n${product.log}`, { cause });
    }
    return product;
  }

  /** All that the process has written so far, both streams in the order they came. */
  get log(): string {
    return this.output;
  }

  /** Waits until `/health/ready` says yes. */
  async ready(): Promise<void> {
    const isReady = async (): Promise<boolean> => {
      if (this.child.exitCode !== null) throw new Error(`It ended with ${this.child.exitCode}`);
      try {
        return (await fetch(`${this.url}/health/ready`)).ok;
      } catch {
        // Not listening yet: the poll asks again.
        return false;
      }
    };
    await poll('the product to be ready', isReady, { withinMs: READY_WITHIN_MS, everyMs: 20 });
  }

  /**
   * Waits for the process to end by itself.
   * @returns its exit code, or the name of the signal that killed it.
   */
  async exited(withinMs = STOP_WITHIN_MS): Promise<number | string> {
    const hardEnd = setTimeout(() => this.child.kill('SIGKILL'), withinMs);
    try {
      return await this.ended;
    } finally {
      clearTimeout(hardEnd);
      await rm(this.folder, { recursive: true, force: true });
    }
  }

  /** Sends a signal and does not wait. */
  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /**
   * Asks it to end, and removes what it was given to write into unless that was the caller's own.
   * @returns its exit code; `SIGKILL` when it did not end in time.
   */
  async stop(): Promise<number | string> {
    this.kill('SIGTERM');
    return this.exited();
  }
}
