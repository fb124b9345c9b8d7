import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { chatWithFakeModel } from '../../../test/support/chat-with-fake-model.js';
import { poll } from '../../../test/support/poll.js';

const DECODERS = { br: createBrotliDecompress, gzip: createGunzip } as const;
type Encoding = keyof typeof DECODERS;

function readEnd(response: IncomingMessage): Promise<string> {
  const encoding = response.headers['content-encoding'];
  const decoder =
    encoding === 'gzip' || encoding === 'br' ? DECODERS[encoding]() : new PassThrough();
  return text(response.pipe(decoder));
}

describe('the stream of an answer', () => {
  const shared = chatWithFakeModel({ kind: 'answer', text: 'one two three', holdAfter: 1 });

  async function ask(
    acceptEncoding: string | undefined,
    body: object = { text: 'Hello' },
    agent?: Agent,
  ): Promise<IncomingMessage> {
    const url = `${shared.running.url}/api/sessions/${shared.session}/messages`;
    const headers = {
      'Content-Type': 'application/json',
      ...(acceptEncoding && { 'Accept-Encoding': acceptEncoding }),
    };
    const asked = request(url, { method: 'POST', headers, ...(agent && { agent }) }).end(
      JSON.stringify(body),
    );
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return response;
  }

  /** The model is held after its first token: nothing that comes later could push that one out. */
  async function expectTokenByToken(stream: Readable): Promise<void> {
    let all = '';
    for await (const piece of stream.setEncoding('utf8')) {
      all += String(piece);
      if (all.includes('"text":"one')) shared.fake.release();
    }
    expect(all).toMatch(/event: done/);
    expect(all).toContain('three');
  }

  it.each(['br', 'gzip'] as const)(
    'comes token by token in %s for who asks for it',
    async (encoding: Encoding) => {
      const response = await ask(encoding);
      expect(response.headers['content-encoding']).toBe(encoding);
      await expectTokenByToken(response.pipe(DECODERS[encoding]()));
    },
  );

  it('takes what a browser takes, the shortest of it', async () => {
    const response = await ask('gzip, deflate, br, zstd');
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(response.headers.vary).toContain('Accept-Encoding');
    await expectTokenByToken(response.pipe(createGunzip()));
  });

  it.each(['identity', 'gzip', 'br'])(
    'is whole in %s also when it ends as it begins, and its connection goes on',
    async (encoding) => {
      const sent = { text: 'Once', requestId: randomUUID() };
      shared.fake.behave({ kind: 'answer', text: 'one two three' });
      await readEnd(await ask(encoding, sent));
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let again = 0; again < 2; again += 1) {
        const response = await ask(encoding, sent, agent);
        expect(await readEnd(response)).toMatch(/event: meta[^]*three[^]*event: done/);
      }
      agent.destroy();
    },
  );

  it.each(['identity', 'gzip', 'br'])('may be left in %s before its end', async (encoding) => {
    const fault = vi.fn();
    process.on('uncaughtExceptionMonitor', fault);
    const response = await ask(encoding);
    await once(response, 'data');
    response.destroy();
    shared.fake.release();
    const ended = async () =>
      (await shared.running.api.history(shared.session)).every(
        ({ status }) => status !== 'streaming',
      );
    await poll('the answer to be kept', ended, { withinMs: 20_000 });
    expect(fault).not.toHaveBeenCalled();
    process.off('uncaughtExceptionMonitor', fault);
  });

  it('is plain for who does not, and no proxy may change that', async () => {
    const response = await ask(undefined);
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.headers['cache-control']).toContain('no-transform');
    await expectTokenByToken(response);
  });
});
