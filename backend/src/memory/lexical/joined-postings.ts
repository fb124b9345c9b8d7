import type { KeptList } from './known-corpus.js';
import { type Postings, postingsBetween, type ReadPostings } from './postings.js';

/** What is kept of the terms' postings, and what was read beyond. */
export function joinedPostings(
  terms: readonly string[],
  lists: ReadonlyMap<string, KeptList | undefined>,
  { byTerm, standing }: ReadPostings,
): Postings {
  const joined = terms.map((term) => {
    const list = lists.get(term);
    const read = byTerm.get(term);
    if (!read) throw new Error('what is asked for is read');
    // Who asks beside with less at hand has more read.
    const beyond = list ? postingsBetween(read, list.after, Infinity) : read;
    return [term, list ? [list.postings, beyond] : [beyond]] as const;
  });
  return { byTerm: new Map(joined), standing };
}
