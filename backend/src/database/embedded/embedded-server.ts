import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { DomainError } from '../../shared/index.js';
import { FolderLock } from './folder-lock.js';

/** Only a part of the socket's name, which is what the `pg` driver builds from it. */
const SOCKET_PORT = 5432;

/** The `pg` driver speaks to no Windows pipe, so there it is a free port of loopback. */
const ON_A_PORT = process.platform === 'win32';
const LOOPBACK = '127.0.0.1';

/** How the `pg` driver reaches the embedded server. */
export interface EmbeddedAddress {
  readonly host: string;
  readonly port: number;
}

/** Postgres compiled to WebAssembly (PGlite) in a worker thread, spoken to as if it were a server. */
export class EmbeddedServer {
  private stopped: Promise<void> | undefined;
  private readonly exited: Promise<unknown>;

  private constructor(
    readonly address: EmbeddedAddress,
    private readonly worker: Worker,
    private readonly release: () => void,
  ) {
    this.exited = new Promise((resolve) => worker.once('exit', resolve));
  }

  /**
   * @param folder where the rows are kept; made when it is not there.
   * @param maxConnections at least the sum of all pools that will connect.
   * @throws {DomainError} `data_dir_locked`, `data_dir_unusable` or `embedded_database_failed`.
   */
  static async start(folder: string, maxConnections: number): Promise<EmbeddedServer> {
    const lock = FolderLock.acquire(resolve(folder));
    // A folder of its own, open to nobody else: a socket's path may have 107 bytes, a data folder's
    // is often longer.
    const sockets = mkdtempSync(join(tmpdir(), 'memocha-'));
    const release = () => {
      rmSync(sockets, { recursive: true, force: true });
      lock.release();
    };
    const worker = new Worker(workerFile(), {
      workerData: {
        folder: join(resolve(folder), 'pglite'),
        listen: ON_A_PORT
          ? { host: LOOPBACK, port: 0 }
          : { path: join(sockets, `.s.PGSQL.${SOCKET_PORT}`) },
        maxConnections,
      },
    });
    try {
      const [listening] = (await Promise.race([once(worker, 'message'), endOf(worker)])) as [
        string,
      ];
      const address = ON_A_PORT
        ? { host: LOOPBACK, port: Number(listening.split(':').at(-1)) }
        : { host: sockets, port: SOCKET_PORT };
      return new EmbeddedServer(address, worker, release);
    } catch (cause) {
      await worker.terminate();
      release();
      throw new DomainError(
        'embedded_database_failed',
        503,
        `The embedded database in ${folder} did not start (${String(cause)}). ` +
          'The folder may hold something else, or be damaged; set DATA_DIR to an empty one to start afresh.',
        { cause },
      );
    }
  }

  /**
   * Writes everything out and gives the folder free. To be called once all connections are closed; a
   * second call does nothing more.
   */
  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    try {
      this.worker.postMessage('stop');
      await this.exited;
    } finally {
      this.release();
    }
  }
}

/** A worker that ends by itself while it starts will never say that it listens. */
async function endOf(worker: Worker): Promise<never> {
  const [code] = (await once(worker, 'exit')) as [number];
  throw new Error(`its thread ended with code ${code}`);
}

const workerFile = (): string => {
  // The tests run from TypeScript, the product from JavaScript.
  const own = fileURLToPath(import.meta.url);
  return join(own, '..', `embedded-server.worker${extname(own)}`);
};
