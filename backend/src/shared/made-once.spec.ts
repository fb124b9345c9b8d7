import { madeOnce } from './made-once.js';

describe('what is made of a text', () => {
  let makings: string[];
  const made = madeOnce(
    (text) => {
      makings.push(text);
      return text.toUpperCase();
    },
    { most: 10, longest: 5 },
  );
  beforeEach(() => (makings = []));

  it('is made once for texts that keep coming, beside others that do not', () => {
    const texts = Array.from({ length: 9 }, (_, index) => `no ${index}`);
    for (let round = 0; round < 20; round += 1) {
      for (const text of texts) expect(made(text)).toBe(text.toUpperCase());
      made(`x${round}`);
    }
    expect(makings).toHaveLength(texts.length + 20);
  });

  it('is not kept for ever', () => {
    for (let index = 0; index < 30; index += 1) made(`y${index}`);
    makings = [];
    made('y0');
    expect(makings).toEqual(['y0']);
  });

  it('is made each time of a long one', () => {
    made('longer');
    made('longer');
    expect(makings).toEqual(['longer', 'longer']);
  });
});
