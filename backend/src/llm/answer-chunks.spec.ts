import { APIError } from 'openai';
import { answerChunks } from './answer-chunks.js';

const encoder = new TextEncoder();
const headers = new Headers({ 'retry-after': '7' });

/** Reads what a server sends in these pieces; whether it was left before its end. */
async function read(...pieces: readonly (string | Uint8Array)[]) {
  let isLeft = true;
  // eslint-disable-next-line @typescript-eslint/require-await -- as a server's body comes
  async function* body(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield typeof piece === 'string' ? encoder.encode(piece) : piece;
    isLeft = false;
  }
  const chunks: unknown[] = [];
  for await (const chunk of answerChunks({ body: body(), headers })) chunks.push(chunk);
  return { chunks, isLeft };
}

describe('the chunks of an answer', () => {
  it.each([
    ['in one piece', ['data: {"a":1}\n\ndata: {"a":"é"}\n\n']],
    ['without an empty line behind the last', ['data: {"a":1}\n\ndata: {"a":"é"}']],
    ['with other line breaks', ['data: {"a":1}\r\n\r', '\ndata:{"a":"é"}\r\r']],
    [
      'with all that may stand beside',
      ['\uFEFF: hello\n\nid: 7\nretry: 5\ndata: {"a":1}\n\n', 'data: {"a":\ndata: "é"}\n\n'],
    ],
  ])('are read: %s', async (_, pieces) => {
    await expect(read(...pieces)).resolves.toMatchObject({ chunks: [{ a: 1 }, { a: 'é' }] });
  });

  it('are read byte by byte', async () => {
    const bytes = encoder.encode('data: {"a":"é👋"}\r\n\r\ndata: null\n\n');
    const { chunks } = await read(...Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(chunks).toEqual([{ a: 'é👋' }, null]);
  });

  it('end where the server says so, whatever it still sends', async () => {
    const whole = await read(
      'data: {"a":1}\n\ndata: [DONE]\n\ndata: {"a":2}\n\n',
      'data: {"a":3}\n\n',
    );
    expect(whole).toEqual({ chunks: [{ a: 1 }], isLeft: true });
  });

  it.each([
    ['{"error":{"message":"full"}}', 'full'],
    ['{"error":"full"}', 'full'],
    ['{"error":{"message":"full"}}', 'full', 'error'],
    ['{"message":"full"}', 'full', 'error'],
    ['null', '', 'error'],
  ])(
    'are none where the server tells of an error: %s',
    async (data, message, event = 'message') => {
      const fault = read(`event: ${event}\ndata: ${data}\n\n`);
      await expect(fault).rejects.toThrow(APIError);
      await expect(fault).rejects.toMatchObject({
        message: expect.stringContaining(message),
        headers,
      });
    },
  );

  it('cannot be read where they are no JSON', async () => {
    await expect(read('data: <html>\n\n')).rejects.toThrow(SyntaxError);
    await expect(read('data: {"a":\n\n')).rejects.toThrow(SyntaxError);
  });
});
