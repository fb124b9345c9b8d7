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
/** Elsewhere the system shares no port out. */
const SHARES_PORTS = process.platform === 'linux';

/** Express behind a port that several listeners share. */
export class WideDoor extends ExpressAdapter {
  private readonly more: Server[] = [];

  /** Tells Nest of what fails by the callback, which it throws without printing it first. */
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
    await Promise.all([
      super.close(),
      ...this.more.map((server) => new Promise((resolve) => server.close(resolve))),
    ]);
  }

  private async open(wanted: ListenOptions): Promise<void> {
    const options = { ...wanted, backlog: BACKLOG };
    if (!SHARES_PORTS) return listening(this.httpServer, options);
    const alone = { ...options, port: await freePort(options) };
    const shared = { ...alone, reusePort: true };
    try {
      while (this.more.length < LISTENERS - 1) this.more.push(await this.another(shared));
    } catch {
      // A system that says it is Linux, and shares no port out after all.
      return listening(this.httpServer, alone);
    }
    await listening(this.httpServer, shared);
  }

  /** A listener that hands its connections over to the HTTP server. */
  private async another(options: ListenOptions): Promise<Server> {
    // As Node's own HTTP server has its sockets.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      this.httpServer.emit('connection', socket),
    );
    await listening(server, options);
    return server;
  }
}

/**
 * The port, once nobody else listens there: a port that is shared out would be had by whoever asks.
 * @throws {Error} of the system, `EADDRINUSE` and the like.
 */
async function freePort(options: ListenOptions): Promise<number> {
  const alone = createServer();
  await listening(alone, options);
  // Safe: it listens on TCP.
  const { port } = alone.address() as AddressInfo;
  await new Promise((resolve) => alone.close(resolve));
  return port;
}

/** @throws {Error} of the system. */
async function listening(server: Server, options: ListenOptions): Promise<void> {
  server.listen(options);
  await once(server, 'listening');
}
