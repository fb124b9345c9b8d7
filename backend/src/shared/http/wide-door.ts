import { ExpressAdapter } from '@nestjs/platform-express';
import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type ListenOptions, type Server } from 'node:net';

/**
 * Connections that may wait to be taken, of each listener. Node's own 511 lets the system drop what comes
 * beyond that in a crowd, and who was dropped knocks again after one, three and seven seconds only. Linux
 * cuts it to `net.core.somaxconn`, 4,096 since version 5.4.
 */
const BACKLOG = 4_096;
/**
 * Listeners of one port. A listener takes one connection in each round of the event loop (libuv, since
 * 1.45), and with 300 running answers a round takes 13 ms: a thousand who come at once would wait for
 * seconds, and an orchestrator among them.
 */
const LISTENERS = 16;
/** Express behind a port that several listeners share. */
export class WideDoor extends ExpressAdapter {
  private readonly more: Server[] = [];
  private isClosed = false;

  override listen(port: string | number, ...rest: unknown[]): HttpServer {
    const [host] = rest;
    const done = rest.at(-1) as (error?: Error) => void;
    this.open({ port: Number(port), ...(typeof host === 'string' && { host }) }).then(
      () => done(),
      done,
    );
    return this.httpServer;
  }

  override async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([super.close(), ...this.more.map(closed)]);
  }

  private async open(wanted: ListenOptions): Promise<void> {
    const options = { ...wanted, backlog: BACKLOG };
    if (options.port !== 0) await probe(options);
    if (!(await isShared(options))) return listening(this.httpServer, options);
    await listening(this.httpServer, { ...options, reusePort: true });
    // Safe: it listens on TCP.
    const { port } = this.httpServer.address() as AddressInfo;
    while (this.more.length < LISTENERS - 1 && !this.isClosed) {
      const another = await this.another({ ...options, port, reusePort: true });
      if (!another) return;
      this.more.push(another);
    }
  }

  /** A listener that hands its connections over to the HTTP server; undefined where there can be no more. */
  private async another(options: ListenOptions): Promise<Server | undefined> {
    // As Node's own HTTP server has its sockets.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      this.httpServer.emit('connection', socket),
    );
    try {
      await listening(server, options);
      return server;
    } catch {
      // Fewer listeners only take a crowd in more slowly.
      return undefined;
    }
  }
}

/**
 * Listens alone for a moment: a port that is shared out would be had by whoever asks. Another process of
 * the same user that asks in just that moment gets it all the same, and both serve.
 * @throws {Error} of the system, `EADDRINUSE` and the like.
 */
async function probe(options: ListenOptions): Promise<void> {
  const alone = createServer();
  await listening(alone, options);
  await closed(alone);
}

/** Whether the system shares a port out: Node says that it does so on Linux, from 22.12 on. */
async function isShared(options: ListenOptions): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const [one, other] = [createServer(), createServer()];
  try {
    await listening(one, { ...options, reusePort: true });
    const { port } = one.address() as AddressInfo;
    await listening(other, { ...options, port, reusePort: true });
    return true;
  } catch {
    return false;
  } finally {
    await Promise.all([one, other].map(closed));
  }
}

/** @throws {Error} of the system. */
async function listening(server: Server, options: ListenOptions): Promise<void> {
  server.listen(options);
  await once(server, 'listening');
}

const closed = (server: Server): Promise<unknown> =>
  new Promise((resolve) => server.close(resolve));
