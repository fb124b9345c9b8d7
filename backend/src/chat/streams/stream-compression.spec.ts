import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
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

  it.each(['br', 'gzip'] as const)(
    'comes token by token in %s for who asks for it',
    async (encoding: Encoding) => {
      const response = await ask(encoding);
      expect(response.headers['content-encoding']).toBe(encoding);
      const decoded = response.pipe(DECODERS[encoding]()).setEncoding('utf8');
      let text = '';
      for await (const piece of decoded) {
        text += String(piece);
        // The model is held, so that nothing further would push this token out.
        if (text.includes('"text":"one')) shared.fake.release();
      }
      expect(text).toMatch(/event: done/);
    },
  );

  it('is plain for who does not, and no proxy may change that', async () => {
    const response = await ask(undefined);
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.headers['cache-control']).toContain('no-transform');
    shared.fake.release();
    let text = '';
    for await (const piece of response.setEncoding('utf8')) text += String(piece);
    expect(text).toMatch(/event: done/);
  });
});
