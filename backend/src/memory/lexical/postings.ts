/** A part of one term's postings, as lists of the same order. */
export interface TermPostings {
  /** The memories. */
  readonly numbers: Int32Array;
  readonly frequencies: Int16Array;
  /** The memories' lengths in terms. */
  readonly lengths: Int16Array;
}

/** All postings of some terms in one space. */
export interface Postings {
  /** Each term's, in parts that share no memory. */
  readonly byTerm: ReadonlyMap<string, readonly TermPostings[]>;
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

/** What was read at once. */
export interface ReadPostings {
  readonly byTerm: ReadonlyMap<string, TermPostings>;
  readonly standing: readonly number[];
}

/** @returns undefined where they were not read. */
export function readPostings(
  terms: readonly string[],
  lists: PostingLists,
): ReadPostings | undefined {
  const { numbers, frequencies, lengths, standing } = lists;
  if (standing === null || (terms.length > 0 && numbers === null)) return undefined;
  const [byNumber = [], byFrequency = [], byLength = []] = [numbers, frequencies, lengths].map(
    (list) => list?.split(BETWEEN_TERMS),
  );
  const byTerm = new Map(
    terms.map((term, index) => [
      term,
      {
        numbers: integersOf(byNumber[index] ?? '', Int32Array),
        frequencies: integersOf(byFrequency[index] ?? '', Int16Array),
        lengths: integersOf(byLength[index] ?? '', Int16Array),
      },
    ]),
  );
  return { byTerm, standing };
}

const ZERO = 48;
const COMMA = 44;

/** Whole numbers with commas between them; in one pass, since there may be ten thousand of them. */
function integersOf<Integers extends Int32Array | Int16Array>(
  list: string,
  Kind: new (length: number) => Integers,
): Integers {
  // None is shorter than a digit and its comma.
  const integers = new Kind(Math.ceil((list.length + 1) / 2));
  let count = 0;
  let integer = 0;
  for (let index = 0; index < list.length; index++) {
    const code = list.charCodeAt(index);
    if (code === COMMA) {
      integers[count++] = integer;
      integer = 0;
    } else integer = integer * 10 + code - ZERO;
  }
  if (list !== '') integers[count++] = integer;
  // Safe: a part of such an array is one.
  return integers.subarray(0, count) as Integers;
}

/** The part of some postings whose memories are beyond one number and not beyond another, in room of its own. */
export function postingsBetween(all: TermPostings, after: number, last: number): TermPostings {
  const isWithin = (number: number) => number > after && number <= last;
  let count = 0;
  for (const number of all.numbers) if (isWithin(number)) count += 1;
  const numbers = new Int32Array(count);
  const frequencies = new Int16Array(count);
  const lengths = new Int16Array(count);
  let place = 0;
  for (let index = 0; index < all.numbers.length; index++) {
    const number = all.numbers[index] ?? 0;
    if (!isWithin(number)) continue;
    numbers[place] = number;
    frequencies[place] = all.frequencies[index] ?? 0;
    lengths[place] = all.lengths[index] ?? 0;
    place += 1;
  }
  return { numbers, frequencies, lengths };
}
