import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { ProxiedWay, type Weather } from './proxied-way.ts';

/** A server on loopback that the proxy leads to. */
export interface Upstream {
  readonly host?: string;
  readonly port: number;
}

/** One proxied connection. */
interface Link {
  readonly client: Socket;
  readonly server: Socket;
  readonly down: ProxiedWay;
  readonly up: ProxiedWay;
}

/** A TCP proxy on loopback that makes a network bad while it runs: in front of any server. */
export class TcpProxy {
  /** Connections that were opened through it so far. */
  connections = 0;
  /** Connections that were reset since it was `refusing`. */
  refused = 0;
  private weather: Weather = {};
  private ownPort = 0;
  private readonly upstream: Upstream;
  private readonly links = new Set<Link>();
  private readonly silenced = new WeakSet<Socket>();
  private readonly server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    if (this.weather.refusing) {
      this.refused += 1;
      client.on('error', () => undefined).resetAndDestroy();
    } else this.link(client);
  });

  private constructor(upstream: Upstream) {
    this.upstream = upstream;
  }

  /** @param port 0: one of the operating system's choice. */
  static async start(upstream: Upstream, port = 0): Promise<TcpProxy> {
    const proxy = new TcpProxy(upstream);
    await proxy.listen(port);
    return proxy;
  }

  /** In front of the server that a URL leads to. */
  static inFrontOf(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    return TcpProxy.start({ host: hostname, port: Number(port) });
  }

  /** `host:port`. */
  get address(): string {
    return `127.0.0.1:${this.ownPort}`;
  }

  /** Connections that are open right now. */
  get open(): number {
    return this.links.size;
  }

  /** Bytes that went to clients over the connections that are open. */
  get passed(): number {
    return [...this.links].reduce((sum, { down }) => sum + down.passed, 0);
  }

  /** The same URL by way of this proxy. */
  through(url: string): string {
    const changed = new URL(url);
    changed.host = this.address;
    return changed.href;
  }

  /** Sets what happens from now on, to open connections as well; what is not named is over. */
  set(weather: Weather): void {
    this.weather = weather;
    for (const { down, up } of this.links) {
      down.changed();
      up.changed();
    }
  }

  /** Lets nothing through on the connections that are open, for good: as when a cable is pulled. */
  silence(): void {
    for (const { client } of this.links) this.silenced.add(client);
  }

  /** Resets every open connection. */
  reset(): void {
    for (const { client, server } of this.links) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** Listens no more and resets what is open: the system refuses connections until `comeBack`. */
  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.reset();
    await closed;
  }

  /** Listens again where it did before `stop`. */
  comeBack(): Promise<void> {
    return this.listen(this.ownPort);
  }

  private async listen(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    // Safe: it listens on TCP.
    this.ownPort = (this.server.address() as AddressInfo).port;
  }

  private link(client: Socket): void {
    this.connections += 1;
    const { host = '127.0.0.1', port } = this.upstream;
    const server = connect({ host, port, allowHalfOpen: true, noDelay: true });
    const weather = () => (this.silenced.has(client) ? { stalled: true } : this.weather);
    const link: Link = {
      client,
      server,
      down: new ProxiedWay(server, client, weather, true),
      up: new ProxiedWay(client, server, weather, false),
    };
    this.links.add(link);
    this.bind(link, client, server);
    this.bind(link, server, client);
  }

  /** A connection that breaks on one side breaks on the other. */
  private bind(link: Link, one: Socket, other: Socket): void {
    one.on('error', () => other.resetAndDestroy());
    one.on('close', () => {
      this.links.delete(link);
      if (!one.readableEnded) other.resetAndDestroy();
    });
  }
}
