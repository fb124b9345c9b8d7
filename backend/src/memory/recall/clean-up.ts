import { fingerprint, nearIdentical } from './similarity.js';

/** What the clean-up looks at. */
export interface Readable {
  readonly text: string;
  /** Higher is newer. */
  readonly number: number;
}

/**
 * Takes out repeats, of which the newest stays, in the best one's place. Nothing else is done for
 * variety: pieces of evidence for one question are often alike.
 */
export function withoutRepeats<T extends Readable>(bestFirst: readonly T[]): T[] {
  const kept: { item: T; print: ReturnType<typeof fingerprint> }[] = [];
  for (const item of bestFirst) {
    const print = fingerprint(item.text);
    const same = kept.find((other) => nearIdentical(print, other.print));
    if (!same) kept.push({ item, print });
    else if (item.number > same.item.number) same.item = item;
  }
  return kept.map(({ item }) => item);
}

/** A test for texts that say what the query says, in its words: a question is no answer to itself. */
export function isEchoOf(query: string): (text: string) => boolean {
  const asked = fingerprint(query);
  const longest = 2 * query.length;
  return (text) => text.length <= longest && nearIdentical(asked, fingerprint(text));
}
