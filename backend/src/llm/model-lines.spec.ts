import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextRound } from 'node:timers/promises';
import { type Body, modelTransport } from '../shared/index.js';
import { linesOf } from './model-lines.js';

describe('the lines of a stream', () => {
  let server: Server;
  let answering: (response: ServerResponse) => void;
  let connections: number;
  let closed: PromiseWithResolvers<undefined>;
  const send = modelTransport(5_000);

  beforeEach(async () => {
    [connections, closed] = [0, Promise.withResolvers()];
    server = createServer((_, response) => {
      answering(response.writeHead(200));
    }).listen(0, '127.0.0.1');
    server.on('connection', (socket) => {
      connections += 1;
      socket.once('close', () => {
        closed.resolve(undefined);
      });
    });
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Reads until a line has been there, and leaves. @returns what it has read. */
  async function readUntil(line: string): Promise<Body> {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { body } = await send(url, undefined);
    let text = '';
    for await (const bytes of linesOf(body)) {
      text += Buffer.from(bytes).toString();
      if (text.includes(line)) break;
    }
    expect(text).toContain(line);
    return body;
  }

  it('keep their connection for the next answer, although the server ends them a moment later', async () => {
    answering = (response) => {
      response.write('data: [DONE]\n\n');
      setImmediate(() => response.end());
    };
    for (let answer = 1; answer <= 3; answer += 1) {
      const body = await readUntil('[DONE]');
      if (!body.closed) await once(body, 'close');
      await nextRound();
    }
    expect(connections).toBe(1);
  });

  it('end their connection where the server does not end them', async () => {
    answering = (response) => {
      response.write('data: [DONE]\n\n');
    };
    await readUntil('[DONE]');
    await closed.promise;
  });

  it('end their connection at once where somebody leaves them in the middle', async () => {
    answering = (response) => {
      response.write('data: first\n\n');
    };
    await readUntil('first');
    await closed.promise;
  });
});
