import type { RecallQuery } from '../recalled-memory.js';
import { fingerprint, nearIdentical, nearIdenticalTo } from './similarity.js';

/** What the clean-up looks at. */
export interface Readable {
  readonly text: string;
  /** Higher is newer. */
  readonly number: number;
}

/** Texts without repeats, and those that were taken out. */
export interface Unrepeated<T> {
  readonly kept: T[];
  readonly repeats: T[];
}

/**
 * Takes out repeats, of which the newest stays, in the best one's place. Nothing else is done for
 * variety: pieces of evidence for one question are often alike.
 */
export function withoutRepeats<T extends Readable>(bestFirst: readonly T[]): Unrepeated<T> {
  const kept: { item: T; print: ReturnType<typeof fingerprint> }[] = [];
  const repeats: T[] = [];
  for (const item of bestFirst) {
    const print = fingerprint(item.text);
    const same = kept.find((other) => nearIdentical(print, other.print));
    if (!same) kept.push({ item, print });
    else if (item.number > same.item.number) {
      repeats.push(same.item);
      same.item = item;
    } else repeats.push(item);
  }
  return { kept: kept.map(({ item }) => item), repeats };
}

/** A test for texts that say what a query says, in its words: a question is no answer to itself. */
export function isEchoOf(query: string): (text: string) => boolean {
  const isTheSame = nearIdenticalTo(query);
  const longest = 2 * query.length;
  return (text) => text.length <= longest && isTheSame(text);
}

/** The same for a recall; whoever searches wants to find just that. */
export const echoTest = ({
  text,
  isSearch = false,
}: Pick<RecallQuery, 'text' | 'isSearch'>): ((text: string) => boolean) =>
  isSearch ? () => false : isEchoOf(text);
