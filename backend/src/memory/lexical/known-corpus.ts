import type { Counted, Whole } from './corpus-count.js';
import { postingsBetween, type TermPostings } from './postings.js';

/** Terms of one space of which something is kept. */
const MAX_TERMS = 1_000;
/** Smaller spaces are counted each time: that is quick, and there each memory makes a difference. */
const KEPT_MEMORIES = 200;
/** Terms in no more memories are counted, and read, each time. */
const KEPT_DOCUMENTS = 500;
/** Terms in more memories are only counted: their postings are too many to be sent over. */
export const LONGEST_LIST = 60_000;
/** Postings that are kept of one space, at 8 bytes each; beyond them, the list that was read first is let go. */
const MAX_POSTINGS = 2_000_000;
/**
 * Milliseconds after which what is kept is old, a row. Counting 100,000 takes 20 ms, so it is done every
 * 17 minutes; figures that are off by some percent move every word's weight alike.
 */
const LIFETIME_PER_ROW = 10;
/** The same of a list, at least: with what is newer, it is counted to the last memory. */
const LIST_LIFETIME = 60_000;
/** Milliseconds after which a list is not relied upon: who asks seldom meets old ones only. */
const LIST_VOID = 1_200_000;

/** A term's postings of memories up to a number, as they were while the space was as it was read. */
export interface KeptList {
  readonly after: number;
  /** Milliseconds since the epoch. */
  readonly voidFrom: number;
  readonly postings: TermPostings;
}

interface KnownTerm {
  readonly documents: number;
  /** Undefined: not read yet; null: let go, too long or not settled, until the term is old. */
  list: KeptList | undefined | null;
}

interface Dated<T> {
  readonly figure: T;
  /** Milliseconds since the epoch: to be renewed from then on. */
  readonly oldFrom: number;
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
  private of: string | undefined;

  /** The change of the space that the lists were read after. */
  get changed(): string | undefined {
    return this.of;
  }

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
    const list = this.terms.get(term)?.figure.list;
    return list && list.voidFrom > Date.now() ? list : undefined;
  }

  /** @param until undefined: they are read again soon; null: once their terms are old. */
  letGoOfLists(until: undefined | null): void {
    for (const { figure } of this.terms.values()) figure.list &&= until;
    this.postings = 0;
  }

  /** What is to be counted or read anew; undefined while nothing of these is. */
  old(terms: readonly string[]): CorpusPart | undefined {
    const now = Date.now();
    const isOld = (dated: Dated<unknown> | undefined) =>
      dated !== undefined && dated.oldFrom <= now;
    const whole = isOld(this.counted);
    const old = terms.filter((term) => isOld(this.terms.get(term)) || this.lacksList(term));
    return whole || old.length > 0 ? { whole, terms: old } : undefined;
  }

  /**
   * Keeps what was counted and read.
   * @param asked what of it that was.
   * @param settled number up to which no memory comes any more, 0 where none is known: lists are kept up
   *   to there; undefined: none was to be read.
   */
  note(counted: Counted, asked: CorpusPart, settled?: number): void {
    const { spaceNumber, memories, length } = counted;
    // Memories have left the space, or older ones have come: no list is of use.
    if (this.of !== counted.changed) this.letGoOfLists(undefined);
    this.of = counted.changed;
    if (asked.whole)
      this.counted =
        memories < KEPT_MEMORIES ? undefined : dated({ spaceNumber, memories, length }, memories);
    for (const term of asked.terms) {
      const documents = counted.documents.get(term) ?? 0;
      const list =
        settled === undefined
          ? this.terms.get(term)?.figure.list
          : listOf(counted.postings?.byTerm.get(term), settled);
      this.drop(term);
      if (documents > KEPT_DOCUMENTS) this.keep(term, { documents, list });
    }
  }

  private keep(term: string, known: KnownTerm): void {
    this.terms.set(term, dated(known, known.documents, known.list ? LIST_LIFETIME : 0));
    this.postings += lengthOf(known);
    for (const first of this.terms.keys()) {
      if (this.terms.size <= MAX_TERMS) break;
      this.drop(first);
    }
    for (const { figure } of this.terms.values()) {
      if (this.postings <= MAX_POSTINGS) break;
      this.postings -= lengthOf(figure);
      figure.list &&= null;
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

function listOf(read: TermPostings | undefined, after: number): KeptList | null {
  if (!read || after === 0) return null;
  return { after, voidFrom: Date.now() + LIST_VOID, postings: postingsBetween(read, 0, after) };
}

const dated = <T>(figure: T, rows: number, atLeast = 0): Dated<T> => ({
  figure,
  oldFrom: Date.now() + Math.max(atLeast, rows * LIFETIME_PER_ROW),
});
