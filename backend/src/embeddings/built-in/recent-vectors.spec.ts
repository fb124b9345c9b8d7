import { RecentVectors } from './recent-vectors.js';

describe('vectors of the last texts', () => {
  const asked: string[][] = [];
  const encode = (texts: readonly string[]) => {
    asked.push([...texts]);
    return Promise.resolve(texts.map((text) => Float32Array.of(text.length)));
  };
  beforeEach(() => asked.splice(0));

  it('are made once, and come in the order of the texts', async () => {
    const recent = new RecentVectors();
    await recent.of(['tea'], encode);
    const vectors = await recent.of(['coffee', 'tea', 'milk', 'coffee'], encode);
    expect(vectors.map(([length]) => length)).toEqual([6, 3, 4, 6]);
    expect(asked).toEqual([['tea'], ['coffee', 'milk']]);
  });

  it('are kept of the last ones only', async () => {
    const recent = new RecentVectors();
    await recent.of(['first'], encode);
    await recent.of(
      Array.from({ length: 499 }, (_, index) => `text ${index}`),
      encode,
    );
    await recent.of(['first'], encode);
    await recent.of(['one more'], encode);
    await recent.of(['first', 'text 0'], encode);
    expect(asked.at(-1)).toEqual(['text 0']);
  });

  it('are not kept of a failure', async () => {
    const recent = new RecentVectors();
    const failing = () => Promise.reject(new Error('no model'));
    await expect(recent.of(['tea'], failing)).rejects.toThrow('no model');
    await recent.of(['tea'], encode);
    expect(asked).toEqual([['tea']]);
  });
});
