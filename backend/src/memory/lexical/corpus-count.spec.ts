import type { DataSource } from 'typeorm';
import { CorpusCount } from './corpus-count.js';

const SPACE = { userId: 'u', spaceId: 's', whole: false, postings: 0 };

describe('the count of a space', () => {
  it('counts what one of several who ask does not know, whatever the others do', async () => {
    const query = vi.fn(() => Promise.resolve([]));
    // All that is used of a data source.
    const counting = new CorpusCount({ query } as unknown as DataSource);
    await Promise.all([
      counting.ask({ ...SPACE, terms: ['tea', 'milk'], documents: [undefined, 7] }),
      counting.ask({ ...SPACE, terms: ['tea'], documents: [5_000] }),
    ]);
    const asked = ['u', 's', ['tea', 'milk'], [undefined, 7], false, 0];
    expect(query).toHaveBeenCalledExactlyOnceWith(expect.any(String), asked);
  });
});
