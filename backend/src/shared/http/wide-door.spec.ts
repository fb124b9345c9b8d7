import { once } from 'node:events';
import type { Server } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer,
  type ListenOptions,
  Server as Net,
  type Socket,
} from 'node:net';
import { setImmediate as nextRound } from 'node:timers/promises';
import { RunningApp } from '../../../test/support/running-app.js';
import { poll } from '../../../test/support/poll.js';
import { WideDoor } from './wide-door.js';

const LOOPBACK = '127.0.0.1';

async function opened(port = 0): Promise<{ door: WideDoor; server: Server; port: number }> {
  const door = new WideDoor();
  door.initHttpServer({});
  const server = door.getHttpServer() as Server;
  const error = await new Promise<Error | undefined>((resolve) => {
    door.listen(port, LOOPBACK, resolve);
  });
  if (error) throw error;
  // Safe: it listens on TCP.
  return { door, server, port: (server.address() as AddressInfo).port };
}

describe('WideDoor', () => {
  /** Connected, as the system says: whether the server has taken them is another matter. */
  const clients: Socket[] = [];
  const knock = (port: number, count: number) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const client = connect(port, LOOPBACK).on('error', () => undefined);
        clients.push(client);
        await once(client, 'connect');
      }),
    );
  afterEach(() => {
    for (const client of clients.splice(0)) client.destroy();
  });

  it.runIf(process.platform === 'linux')('takes many connections in a round', async () => {
    const { door, server, port } = await opened();
    let taken = 0;
    server.on('connection', () => (taken += 1));
    const knocking = knock(port, 200);
    let rounds = 0;
    for (; taken < 200 && rounds < 1_000; rounds++) await nextRound();
    expect(taken).toBe(200);
    expect(rounds).toBeLessThan(100);
    await knocking;
    server.closeAllConnections();
    await door.close();
  });

  it('answers on every connection, and closes once all have ended', async () => {
    const { door, server, port } = await opened();
    server.removeAllListeners('request');
    server.on('request', (_, response) => response.end('Well.'));
    const answers = await Promise.all(
      Array.from({ length: 40 }, async () => (await fetch(`http://${LOOPBACK}:${port}/`)).text()),
    );
    expect(new Set(answers)).toEqual(new Set(['Well.']));
    let taken = 0;
    server.on('connection', () => (taken += 1));
    await knock(port, 40);
    await poll('all to be taken', () => taken === 40, { withinMs: 10_000, everyMs: 5 });
    let isClosed = false;
    const closing = door.close().then(() => (isClosed = true));
    await expect(knock(port, 1)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(isClosed).toBe(false);
    server.closeAllConnections();
    await closing;
  });

  it.each([
    ['none is shared out', 1],
    ['there can be no more than some', 5],
  ])('does with fewer listeners where %s', async (_, first) => {
    // Taken off its class on purpose: it is put back around the spy.
    const really = Reflect.get(Net.prototype, 'listen');
    let shared = 0;
    const spy = vi.spyOn(Net.prototype, 'listen').mockImplementation(function (this: Net, options) {
      const isShared = (options as ListenOptions).reusePort === true;
      if (!isShared || ++shared < first) return really.call(this, options as ListenOptions);
      queueMicrotask(() => this.emit('error', new Error('Not here')));
      return this;
    });
    try {
      const { door, server, port } = await opened();
      await knock(port, 3);
      for (const client of clients) client.destroy();
      server.closeAllConnections();
      await door.close();
    } finally {
      spy.mockRestore();
    }
  });

  it('lets a stop end although somebody is connected and says nothing', async () => {
    const running = await RunningApp.start();
    // One alone mostly is another listener's than the HTTP server's own.
    await knock(Number(new URL(running.url).port), 1);
    await running.stop();
  });

  it('finds a port taken, by others and by its like', async () => {
    const { door, port } = await opened();
    await expect(opened(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await door.close();
    const occupant = createServer().listen(port, LOOPBACK);
    await once(occupant, 'listening');
    await expect(opened(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    occupant.close();
  });
});
