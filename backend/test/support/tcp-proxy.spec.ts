import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { poll } from './poll.ts';
import { TcpProxy } from './tcp-proxy.ts';

const SOON = { withinMs: 5_000 };

/** What a client has seen of a connection. */
interface Seen {
  readonly socket: Socket;
  text: string;
  /** How it ended. */
  end: 'open' | 'closed' | 'reset';
}

describe('TcpProxy', () => {
  let echo: Server;
  let proxy: TcpProxy;
  const upstream = new Set<Socket>();
  const clients: Seen[] = [];

  beforeAll(async () => {
    echo = createServer((socket) => {
      upstream.add(socket);
      socket.on('error', () => undefined).on('close', () => upstream.delete(socket));
      socket.pipe(socket);
    });
    echo.listen(0, '127.0.0.1');
    await once(echo, 'listening');
  });
  afterAll(() => new Promise((resolve) => echo.close(resolve)));
  beforeEach(async () => {
    // Safe: it listens on TCP.
    proxy = await TcpProxy.start({ port: (echo.address() as AddressInfo).port });
  });
  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.destroy();
    await proxy.stop();
  });

  function client(): Seen {
    const [host = '', port = ''] = proxy.address.split(':');
    const seen: Seen = { socket: connect(Number(port), host), text: '', end: 'open' };
    seen.socket.on('data', (bytes) => (seen.text += bytes.toString()));
    seen.socket.on('error', () => (seen.end = 'reset'));
    seen.socket.on('close', () => (seen.end = seen.end === 'reset' ? 'reset' : 'closed'));
    clients.push(seen);
    return seen;
  }
  const says = (seen: Seen, text: string) => poll(`"${text}"`, () => seen.text === text, SOON);
  const ends = (seen: Seen, end: Seen['end']) => poll(end, () => seen.end === end, SOON);

  it('passes everything on both ways, and counts', async () => {
    const seen = client();
    const long = 'x'.repeat(2_000_000);
    seen.socket.write(long);
    await says(seen, long);
    expect(proxy).toMatchObject({ connections: 1, open: 1, passed: long.length });
    seen.socket.end();
    await ends(seen, 'closed');
    await poll('none open', () => proxy.open === 0 && upstream.size === 0, SOON);
  });

  it('is late by its latency, each way', async () => {
    const seen = client();
    proxy.set({ latencyMs: 60 });
    const begun = performance.now();
    seen.socket.write('hello');
    await says(seen, 'hello');
    expect(performance.now() - begun).toBeGreaterThanOrEqual(119);
  });

  it('lets no more through than its bandwidth', async () => {
    const seen = client();
    proxy.set({ bandwidth: 100_000 });
    const begun = performance.now();
    seen.socket.write('x'.repeat(20_000));
    await says(seen, 'x'.repeat(20_000));
    expect(performance.now() - begun).toBeGreaterThanOrEqual(150);
  });

  it('stalls open connections, and loses nothing', async () => {
    const seen = client();
    seen.socket.write('one ');
    await says(seen, 'one ');
    proxy.set({ stalled: true });
    seen.socket.write('two');
    await delay(50);
    expect(seen.text).toBe('one ');
    proxy.set({});
    await says(seen, 'one two');
  });

  it.each([
    ['cutAfter', 'closed'],
    ['resetAfter', 'reset'],
  ] as const)('%s: so many bytes arrive, then it is %s', async (limit, end) => {
    proxy.set({ [limit]: 7 });
    const seen = client();
    seen.socket.write('one two three');
    await ends(seen, end);
    // A reset may overtake what was written; more than that never arrives.
    if (end === 'closed') expect(seen.text).toBe('one two');
    expect('one two').toContain(seen.text);
    await poll('the server to be let go', () => upstream.size === 0, SOON);
    proxy.set({});
    const next = client();
    next.socket.write('again');
    await says(next, 'again');
  });

  it('silences what is open for good, and not what comes', async () => {
    const silenced = client();
    silenced.socket.write('one');
    await says(silenced, 'one');
    proxy.silence();
    silenced.socket.write(' two');
    const other = client();
    other.socket.write('three');
    await says(other, 'three');
    expect(silenced).toMatchObject({ text: 'one', end: 'open' });
  });

  it('resets what is open', async () => {
    const seen = client();
    seen.socket.write('hello');
    await says(seen, 'hello');
    proxy.reset();
    await ends(seen, 'reset');
  });

  it('refuses: by a reset, and where nobody listens', async () => {
    proxy.set({ refusing: true });
    await ends(client(), 'reset');
    await proxy.stop();
    const refused = client();
    await ends(refused, 'reset');
    await proxy.comeBack();
    proxy.set({});
    const seen = client();
    seen.socket.write('back');
    await says(seen, 'back');
  });

  it('tells the client when the server hangs up or is not there', async () => {
    const seen = client();
    seen.socket.write('hello');
    await says(seen, 'hello');
    for (const socket of upstream) socket.resetAndDestroy();
    await ends(seen, 'reset');
    const nowhere = await TcpProxy.start({ port: 1 });
    const socket = connect(Number(nowhere.address.split(':')[1]), '127.0.0.1');
    await once(socket, 'error');
    await nowhere.stop();
  });
});
