import { type ChunkLimits, type LineChunk, lineChunks } from './line-chunks.js';

const LIMITS: ChunkLimits = { line: 20, lines: 3, bytes: 40 };

async function chunksOf(
  parts: readonly (string | Buffer)[],
  { isWhole = true, limits = LIMITS } = {},
): Promise<LineChunk[]> {
  const chunks: LineChunk[] = [];
  const stream = (async function* () {
    for (const part of parts) yield await Promise.resolve(Buffer.from(part));
  })();
  for await (const chunk of lineChunks(stream, limits, () => isWhole)) chunks.push(chunk);
  return chunks;
}

const linesOf = (chunks: readonly LineChunk[]) =>
  chunks.flatMap(({ bytes }) => bytes.toString().split('\n').slice(0, -1));

describe('chunks of lines', () => {
  it('are the same wherever the stream is cut, also within a character', async () => {
    const text = Buffer.from('päck\r\n\n茶と犬\n🦴 bone\nlast');
    const expected = ['päck\r', '', '茶と犬', '🦴 bone', 'last'];
    for (let cut = 0; cut <= text.length; cut++) {
      const chunks = await chunksOf([text.subarray(0, cut), text.subarray(cut)]);
      expect(linesOf(chunks)).toEqual(expected);
    }
    const bytes = Array.from(text, (byte) => Buffer.of(byte));
    expect(linesOf(await chunksOf(bytes))).toEqual(expected);
  });

  it('are full by lines or by bytes, and numbered through', async () => {
    const chunks = await chunksOf([
      'a\nb\nc\nd\n',
      'fifteen letters\n',
      'fifteen letters\n',
      'e\n',
    ]);
    expect(chunks.map(({ firstLine, lines }) => [firstLine, lines])).toEqual([
      [1, 3],
      [4, 3],
      [7, 1],
    ]);
    const large = await chunksOf([`${'x'.repeat(18)}\n`.repeat(3)], {
      limits: { ...LIMITS, lines: 100 },
    });
    expect(large.map(({ lines }) => lines)).toEqual([3]);
  });

  it('keep the number of a line that is too long, and drop its bytes as they come', async () => {
    const chunks = await chunksOf(['a\nfar too', ' long, '.repeat(1_000), '\nb\n']);
    expect(chunks).toMatchObject([{ firstLine: 1, lines: 3, tooLong: [2] }]);
    expect(linesOf(chunks)).toEqual(['a', '', 'b']);
    expect(await chunksOf(['x'.repeat(20), '\n'])).toMatchObject([{ tooLong: [] }]);
  });

  it('leave out a last line that did not come whole', async () => {
    expect(linesOf(await chunksOf(['a\nb'], { isWhole: false }))).toEqual(['a']);
    expect(linesOf(await chunksOf(['a\nb']))).toEqual(['a', 'b']);
    expect(await chunksOf([])).toEqual([]);
    expect(await chunksOf([''])).toEqual([]);
  });
});
