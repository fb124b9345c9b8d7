import type { AskedTerm, Counted, Whole } from './corpus-count.js';
import { postingsBetween, type TermPostings } from './postings.js';

/** Terms of one space of which something is kept. */
const MAX_TERMS = 1_000;
/** Smaller spaces are counted each time: that is quick, and there each memory makes a difference. */
const KEPT_MEMORIES = 200;
/** Terms in no more memories are read each time: that is quick, too. */
const KEPT_DOCUMENTS = 500;
/** Terms in more memories are only counted: their postings are too many to be sent over. */
export const LONGEST_LIST = 60_000;
/** Postings that are kept of one space, at 8 bytes each; beyond them, what was read first is let go. */
const MAX_POSTINGS = 2_000_000;
/**
 * Milliseconds after which what is kept is old, a row. Counting 100,000 takes 20 ms, so it is done every
 * 17 minutes; figures that are off by some percent move every word's weight alike.
 */
const LIFETIME_PER_ROW = 10;
/**
 * The last memories of a list are read each time: one with a smaller number may be committed after one
 * with a greater, as many as one statement of an import writes.
 */
const UNSETTLED = 256;

interface Dated<T> {
  readonly figure: T;
  /** Milliseconds since the epoch. */
  readonly oldFrom: number;
}

/** The postings of a term up to a memory, but for those of memories that were forgotten or moved since. */
export interface KeptList {
  readonly after: number;
  readonly postings: TermPostings;
}

interface KnownTerm {
  readonly documents: number;
  readonly list: KeptList | undefined;
}

/** Some of what can be known of a space. */
export interface CorpusPart {
  /** How many memories it has, and how long. */
  readonly whole: boolean;
  readonly terms: readonly string[];
}

/** What was counted and read of one space, as far as doing it again takes long. */
export class KnownCorpus {
  private counted: Dated<Whole> | undefined;
  private readonly terms = new Map<string, Dated<KnownTerm>>();
  private postings = 0;

  get whole(): Whole | undefined {
    return this.counted?.figure;
  }

  /** Postings that are kept. */
  get size(): number {
    return this.postings;
  }

  documents(term: string): number | undefined {
    return this.terms.get(term)?.figure.documents;
  }

  list(term: string): KeptList | undefined {
    return this.terms.get(term)?.figure.list;
  }

  /** What is at hand of a term. */
  asked(term: string): AskedTerm {
    const list = this.list(term);
    if (list) return { term, documents: 0, after: list.after };
    return { term, documents: this.documents(term), after: 0 };
  }

  /** What is to be counted or read anew; undefined while nothing of these has grown old. */
  old(terms: readonly string[]): CorpusPart | undefined {
    const now = Date.now();
    const isOld = (dated: Dated<unknown> | undefined) =>
      dated !== undefined && dated.oldFrom <= now;
    const whole = isOld(this.counted);
    const old = terms.filter((term) => isOld(this.terms.get(term)) || this.lacksList(term));
    return whole || old.length > 0 ? { whole, terms: old } : undefined;
  }

  /** Keeps what was counted and read; `asked` says what of it that was. */
  note(counted: Counted, asked: CorpusPart): void {
    const { spaceNumber, memories, length } = counted;
    if (asked.whole)
      this.counted =
        memories < KEPT_MEMORIES ? undefined : dated({ spaceNumber, memories, length }, memories);
    for (const term of asked.terms) {
      const documents = counted.documents.get(term) ?? 0;
      this.drop(term);
      if (documents > KEPT_DOCUMENTS)
        this.keep(term, { documents, list: listOf(counted.postings?.byTerm.get(term)) });
    }
  }

  private keep(term: string, known: KnownTerm): void {
    this.terms.set(term, dated(known, known.documents));
    this.postings += lengthOf(known);
    for (const first of this.terms.keys()) {
      if (this.terms.size <= MAX_TERMS && this.postings <= MAX_POSTINGS) return;
      this.drop(first);
    }
  }

  private drop(term: string): void {
    const known = this.terms.get(term);
    if (!known) return;
    this.terms.delete(term);
    this.postings -= lengthOf(known.figure);
  }

  private lacksList(term: string): boolean {
    const known = this.terms.get(term)?.figure;
    return known !== undefined && known.list === undefined && known.documents <= LONGEST_LIST;
  }
}

const lengthOf = ({ list }: KnownTerm): number => list?.postings.numbers.length ?? 0;

function listOf(read: TermPostings | undefined): KeptList | undefined {
  if (!read) return undefined;
  const after = read.numbers.reduce((most, number) => Math.max(most, number), 0) - UNSETTLED;
  return { after, postings: postingsBetween(read, 0, after) };
}

const dated = <T>(figure: T, rows: number): Dated<T> => ({
  figure,
  oldFrom: Date.now() + rows * LIFETIME_PER_ROW,
});
