import { B, K1, type WordHit } from './bm25-search.js';

/** One term's postings, as lists of the same order. */
export interface TermPostings {
  /** The memories. */
  readonly numbers: Int32Array;
  readonly frequencies: Int32Array;
  /** The memories' lengths in terms. */
  readonly lengths: Int32Array;
}

/** All postings of some terms in one space. */
export interface Postings {
  readonly byTerm: ReadonlyMap<string, TermPostings>;
  /** Memories that are standing instructions, the newest. */
  readonly standing: readonly number[];
}

/** Stands between the lists of two terms, whose numbers have commas between them. */
export const BETWEEN_TERMS = ';';

/** Postings as the database gives them: the terms' lists as one text; null without terms, or unread. */
export interface PostingLists {
  readonly numbers: string | null;
  readonly frequencies: string | null;
  readonly lengths: string | null;
  /** Null where nothing was to be read. */
  readonly standing: readonly number[] | null;
}

/** @returns undefined where they were not read. */
export function readPostings(terms: readonly string[], lists: PostingLists): Postings | undefined {
  const { numbers, frequencies, lengths, standing } = lists;
  if (standing === null || (terms.length > 0 && numbers === null)) return undefined;
  const [byNumber = [], byFrequency = [], byLength = []] = [numbers, frequencies, lengths].map(
    (list) => list?.split(BETWEEN_TERMS),
  );
  const byTerm = new Map(
    terms.map((term, index) => [
      term,
      {
        numbers: integersOf(byNumber[index] ?? ''),
        frequencies: integersOf(byFrequency[index] ?? ''),
        lengths: integersOf(byLength[index] ?? ''),
      },
    ]),
  );
  return { byTerm, standing };
}

const ZERO = 48;
const COMMA = 44;

/** Whole numbers with commas between them; in one pass, since there may be ten thousand of them. */
function integersOf(list: string): Int32Array {
  if (list === '') return new Int32Array();
  // None is shorter than a digit and its comma.
  const integers = new Int32Array(Math.ceil((list.length + 1) / 2));
  let count = 0;
  let integer = 0;
  for (let index = 0; index < list.length; index++) {
    const code = list.charCodeAt(index);
    if (code === COMMA) {
      integers[count++] = integer;
      integer = 0;
    } else integer = integer * 10 + code - ZERO;
  }
  integers[count++] = integer;
  return integers.subarray(0, count);
}

/**
 * BM25 over postings that were read, the same as `bm25Search` in the database.
 * @param weighed the terms that count; others among the postings do not.
 * @returns at most `limit` hits, best first, and the standing instructions, whatever their score.
 */
export function scorePostings(
  { byTerm, standing }: Postings,
  weighed: readonly { readonly term: string; readonly weight: number }[],
  averageLength: number,
  limit: number,
): WordHit[] {
  const scores = new Map<number, number>();
  // Term by term, so that two equal documents have equal sums.
  for (const { term, weight } of weighed) {
    const { numbers, frequencies, lengths } = byTerm.get(term) ?? NOWHERE;
    for (let index = 0; index < numbers.length; index++) {
      const number = numbers[index] ?? 0;
      const frequency = frequencies[index] ?? 0;
      const length = lengths[index] ?? 0;
      const gain =
        (weight * frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / averageLength));
      scores.set(number, (scores.get(number) ?? 0) + gain);
    }
  }
  const hits = best(scores, limit).map(([number, score]) => ({ number, score, standing: false }));
  const instructions = standing.map((number) => ({
    number,
    score: scores.get(number) ?? 0,
    standing: true,
  }));
  return [...hits, ...instructions];
}

const NOWHERE: TermPostings = {
  numbers: new Int32Array(),
  frequencies: new Int32Array(),
  lengths: new Int32Array(),
};

/** The best, of equals the newest. To sort all scores without their numbers is much the quicker way. */
function best(scores: ReadonlyMap<number, number>, limit: number): [number, number][] {
  const falling = Float64Array.from(scores.values()).sort().reverse();
  const least = falling[limit - 1] ?? 0;
  return [...scores]
    .filter(([, score]) => score >= least)
    .sort((one, other) => other[1] - one[1] || other[0] - one[0])
    .slice(0, limit);
}
