import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import pg from 'pg';
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
