import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { chatWithFakeModel } from '../../../test/support/chat-with-fake-model.js';

const DECODERS = { br: createBrotliDecompress, gzip: createGunzip } as const;
type Encoding = keyof typeof DECODERS;

describe('the stream of an answer', () => {
  const shared = chatWithFakeModel({ kind: 'answer', text: 'one two three', holdAfter: 1 });

  async function ask(acceptEncoding: string | undefined): Promise<IncomingMessage> {
    const url = `${shared.running.url}/api/sessions/${shared.session}/messages`;
    const headers = {
      'Content-Type': 'application/json',
      ...(acceptEncoding && { 'Accept-Encoding': acceptEncoding }),
    };
    const asked = request(url, { method: 'POST', headers }).end(JSON.stringify({ text: 'Hello' }));
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return response;
  }

  /** The model is held after its first token: nothing that comes later could push that one out. */
  async function expectTokenByToken(stream: Readable): Promise<void> {
    let text = '';
    for await (const piece of stream.setEncoding('utf8')) {
      text += String(piece);
      if (text.includes('"text":"one')) shared.fake.release();
    }
    expect(text).toMatch(/event: done/);
    expect(text).toContain('three');
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

  it('is plain for who does not, and no proxy may change that', async () => {
    const response = await ask(undefined);
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.headers['cache-control']).toContain('no-transform');
    await expectTokenByToken(response);
  });
});
