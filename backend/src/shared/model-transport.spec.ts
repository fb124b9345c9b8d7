import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { modelTransport } from './model-transport.js';
import type { ServerAnswer } from './server-answer.js';

describe('the way to model servers', () => {
  const servers: Server[] = [];
  const send = modelTransport(5_000);
  const { signal } = new AbortController();
  const posted = { method: 'POST', headers: { authorization: 'Bearer key' }, body: 'said', signal };

  /** @returns its address. */
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const jsonOf = async (answer: ServerAnswer) => JSON.parse(await answer.text()) as unknown;

  /** Answers with what it was asked. */
  const echo: RequestListener = (request, response) => {
    void text(request).then((body) => {
      const { authorization = 'none' } = request.headers;
      response.setHeader('x-kept', ['one', 'two']);
      response.end(JSON.stringify({ body, authorization, method: request.method }));
    });
  };

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('carries a request there and the answer back', async () => {
    const url = await serve(echo);
    const answer = await send(`${url}/v1`, posted);
    expect(answer).toMatchObject({ ok: true, status: 200, url: `${url}/v1` });
    expect(answer.headers.get('x-kept')).toBe('one, two');
    const said = { body: 'said', authorization: 'Bearer key', method: 'POST' };
    await expect(jsonOf(answer)).resolves.toEqual(said);
  });

  it('follows a server that has moved, and takes the key nowhere else', async () => {
    const elsewhere = await serve(echo);
    const url = await serve((request, response) => {
      const location = request.url === '/near' ? '/echo' : `${elsewhere}/`;
      if (request.url === '/echo') echo(request, response);
      else response.writeHead(307, { location }).end();
    });
    const near = await send(`${url}/near`, posted);
    await expect(jsonOf(near)).resolves.toMatchObject({
      body: 'said',
      authorization: 'Bearer key',
    });
    const far = await send(`${url}/far`, posted);
    await expect(jsonOf(far)).resolves.toMatchObject({ body: 'said', authorization: 'none' });
  });

  it('reads what is compressed although nobody asked for that', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"fine":true}'));
    });
    await expect(send(url, { signal }).then(jsonOf)).resolves.toEqual({ fine: true });
  });

  it('lets an answer break off that nobody reads, and tells who does', async () => {
    const url = await serve((request, response) => {
      response.writeHead(200);
      response.write('a part');
      setImmediate(() => request.socket.destroy());
    });
    const unread = await send(url, { signal });
    await new Promise((resolve) => unread.body.once('close', resolve));
    await expect(unread.text()).rejects.toThrow();
  });

  it('may be left before an answer is read to its end, which ends the connection', async () => {
    const left = Promise.withResolvers<undefined>();
    const url = await serve((request, response) => {
      request.socket.once('close', () => {
        left.resolve(undefined);
      });
      response.writeHead(200).write('a part');
    });
    (await send(url, { signal })).body.destroy();
    await left.promise;
  });

  it('may be left unread, whole as it is', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200).end('a page');
    });
    const { body } = await send(url, { signal });
    const closed = new Promise((resolve) => body.once('close', resolve));
    body.destroy();
    await closed;
  });

  it('reads no more than it may hold, however small it was on the way', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(2 ** 25)));
    });
    await expect(send(url, { signal }).then((answer) => answer.text())).rejects.toThrow();
  });

  it('reads a compressed error', async () => {
    const url = await serve((_, response) => {
      response.writeHead(400, { 'content-encoding': 'gzip' }).end(gzipSync('no such model'));
    });
    await expect((await send(url, { signal })).text()).resolves.toBe('no such model');
  });

  it('throws the reason for which it was given up', async () => {
    const giveUp = new AbortController();
    const url = await serve(() => {
      giveUp.abort(new Error('no longer wanted'));
    });
    await expect(send(url, { signal: giveUp.signal })).rejects.toThrow('no longer wanted');
  });
});
