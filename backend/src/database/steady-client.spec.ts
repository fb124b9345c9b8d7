import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import pg from 'pg';
import { poll } from '../../test/support/poll.js';
import { SteadyClient } from './steady-client.js';

const LOOPBACK = '127.0.0.1';

/** A message of PostgreSQL's protocol, version 3: kind, length of what follows, body. */
function message(kind: string, body: string): Buffer {
  const bytes = Buffer.from(body, 'latin1');
  const head = Buffer.alloc(5, kind);
  head.writeUInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}

const AUTHENTICATED = message('R', '\0\0\0\0');
const READY = message('Z', 'I');
const SHUT_DOWN = message('E', 'SFATAL\0C57P01\0Mterminating connection\0\0');

describe('a connection', () => {
  it('that falls silent is given up with those that wait for nothing, and not with those that are at work', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.once('data', () => socket.write(Buffer.concat([AUTHENTICATED, READY])));
      socket.on('error', () => undefined);
    }).listen(0, LOOPBACK);
    await once(server, 'listening');
    // Safe: it listens on TCP.
    const { port } = server.address() as AddressInfo;
    const config = { host: LOOPBACK, port, user: 'somebody', answerWithin: 50 };
    const pool = new pg.Pool({ Client: SteadyClient, ...config });
    // As TypeORM listens: an idle connection that ends is nobody's.
    pool.on('error', () => undefined);
    const [client, idle, patient] = await Promise.all([1, 2, 3].map(() => pool.connect()));
    if (!(client && idle && patient instanceof SteadyClient))
      throw new Error('three were asked for');
    idle.release();
    const undo = patient.waitFor(60_000);
    const late = patient.query('SELECT 1');
    await expect(client.query('SELECT 1')).rejects.toThrow(/no answer within 50 ms/);
    await expect(client.query('ROLLBACK')).rejects.toThrow(/connection/i);
    client.release();
    await poll('both to be gone', () => pool.totalCount === 1, { withinMs: 5_000 });
    undo();
    await expect(patient.query('SELECT 2')).rejects.toThrow(/no answer within 50 ms/);
    await expect(late).rejects.toThrow(/no answer/);
    patient.release();
    (await pool.connect()).release();
    expect(connections).toBe(4);
    await pool.end();
    server.close();
  });

  it('that the server ends while it is handed over fails whoever asks, and no more', async () => {
    const server = createServer((socket) => {
      socket.once('data', () => socket.end(Buffer.concat([AUTHENTICATED, READY, SHUT_DOWN])));
    }).listen(0, LOOPBACK);
    await once(server, 'listening');
    // Safe: it listens on TCP.
    const { port } = server.address() as AddressInfo;
    const pool = new pg.Pool({ Client: SteadyClient, host: LOOPBACK, port, user: 'somebody' });
    const client = await pool.connect();
    await expect(client.query('SELECT 1')).rejects.toThrow(/connection/i);
    client.release();
    expect(pool.totalCount).toBe(0);
    await pool.end();
    server.close();
  });
});
