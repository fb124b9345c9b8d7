import type { DataSource } from 'typeorm';
import { CorpusCount } from './corpus-count.js';

const SPACE = { userId: 'u', spaceId: 's', whole: false, postings: 0 };

describe('the count of a space', () => {
  it('counts and reads for several who ask what the one needs who has the least', async () => {
    const query = vi.fn(() => Promise.resolve([]));
    // All that is used of a data source.
    const counting = new CorpusCount({ query } as unknown as DataSource);
    const ask = (...terms: [term: string, documents: number | undefined, after: number][]) =>
      counting.ask({
        ...SPACE,
        terms: terms.map(([term, documents, after]) => ({ term, documents, after })),
      });
    await Promise.all([
      ask(['tea', undefined, 0], ['milk', 7, 0], ['wine', 0, 90]),
      ask(['tea', 5_000, 0], ['wine', 0, 40], ['rum', 0, 50]),
      ask(['rum', 800, 0]),
    ]);
    const terms = ['tea', 'milk', 'wine', 'rum'];
    const asked = ['u', 's', terms, [undefined, 7, 0, 800], [0, 0, 40, 0], false, 0];
    expect(query).toHaveBeenCalledExactlyOnceWith(expect.any(String), asked);
  });
});
