import type { KeptList } from './known-corpus.js';
import {
  type Postings,
  postingsBetween,
  type ReadPostings,
  type TermPostings,
} from './postings.js';

/** What is kept of the terms' postings, and what was read beyond. */
export function joinedPostings(
  terms: readonly string[],
  lists: readonly (KeptList | undefined)[],
  { byTerm, standing }: ReadPostings,
): Postings {
  const parts = (term: string, list: KeptList | undefined): readonly TermPostings[] => {
    const read = byTerm.get(term);
    if (!list) return read ? [read] : [];
    // Who asks beside with less at hand has more read.
    return read ? [list.postings, postingsBetween(read, list.after, Infinity)] : [list.postings];
  };
  return {
    byTerm: new Map(terms.map((term, index) => [term, parts(term, lists[index])])),
    standing,
  };
}

/** In how many memories a term stands; undefined where it was not asked for. */
export const documentsIn = ({ byTerm }: Postings, term: string): number | undefined =>
  byTerm.get(term)?.reduce((sum, { numbers }) => sum + numbers.length, 0);
