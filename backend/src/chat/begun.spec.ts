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

  const meanwhile = () => {
    heard.push('meanwhile');
  };

  it('makes its first piece, and no other, before anything else is done', async () => {
    await expect(allOf(begun(counting(2), meanwhile))).resolves.toEqual([1, 2]);
    expect(heard).toEqual(['makes 1', 'meanwhile', 'makes 2', 'ends']);
  });

  it('is ended when its reader leaves', async () => {
    for await (const piece of begun(counting(3), meanwhile)) if (piece === 1) break;
    expect(heard).toEqual(['makes 1', 'meanwhile', 'ends']);
  });

  it('throws what failed at once only after that', async () => {
    // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- it fails before that
    const failing = async function* (): AsyncGenerator<number> {
      throw new Error('not today');
    };
    await expect(allOf(begun(failing(), meanwhile))).rejects.toThrow('not today');
    expect(heard).toEqual(['meanwhile']);
  });

  it('is ended when what is done meanwhile fails', async () => {
    const failing = () => {
      throw new Error('not told');
    };
    await expect(allOf(begun(counting(3), failing))).rejects.toThrow('not told');
    expect(heard).toEqual(['makes 1', 'ends']);
  });

  it('may have nothing', async () => {
    await expect(allOf(begun(counting(0), meanwhile))).resolves.toEqual([]);
  });
});
