import { begun } from './begun.js';

/** All of it. */
async function allOf<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

describe('something that is begun', () => {
  const heard: string[] = [];
  beforeEach(() => {
    heard.length = 0;
  });

  async function* counting(until: number) {
    try {
      for (let count = 1; count <= until; count += 1) {
        heard.push(`makes ${count}`);
        await Promise.resolve();
        yield count;
      }
    } finally {
      heard.push('ends');
    }
  }

  it('makes its first piece before anybody reads, and no other', async () => {
    const pieces = await begun(counting(3));
    expect(heard).toEqual(['makes 1']);
    await expect(allOf(pieces)).resolves.toEqual([1, 2, 3]);
    expect(heard.at(-1)).toBe('ends');
  });

  it('is ended when its reader leaves', async () => {
    for await (const piece of await begun(counting(3))) if (piece === 1) break;
    expect(heard).toEqual(['makes 1', 'ends']);
  });

  it('throws at its reader what failed at once', async () => {
    // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- it fails before that
    const failing = async function* (): AsyncGenerator<number> {
      throw new Error('not today');
    };
    const pieces = await begun(failing());
    await expect(allOf(pieces)).rejects.toThrow('not today');
  });

  it('may have nothing', async () => {
    await expect(allOf(await begun(counting(0)))).resolves.toEqual([]);
  });
});
