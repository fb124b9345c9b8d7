import { once } from 'node:events';
import { createServer } from 'node:net';

/** A loopback port nobody listened on a moment ago, as the operating system chose it. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('The operating system gave no TCP port');
  }
  return address.port;
}
