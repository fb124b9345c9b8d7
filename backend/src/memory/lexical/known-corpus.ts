import type { Counted, Whole } from './corpus-count.js';

/** Terms of one space whose figures are kept. */
const MAX_TERMS = 1_000;
/** Smaller spaces are counted each time: that is quick, and there each memory makes a difference. */
const KEPT_MEMORIES = 200;
/** Terms in no more memories are counted each time: their postings are read anyway. */
const KEPT_DOCUMENTS = 2_000;
/**
 * Milliseconds after which figures are old, a row. Counting 100,000 takes 20 ms, so it is done every 17
 * minutes; figures that are off by some percent move every word's weight alike.
 */
const LIFETIME_PER_ROW = 10;

interface Dated<T> {
  readonly figure: T;
  /** Milliseconds since the epoch. */
  readonly oldFrom: number;
}

/** What was counted of one space, as far as counting it again takes long. */
export class KnownCorpus {
  private counted: Dated<Whole> | undefined;
  private readonly terms = new Map<string, Dated<number>>();

  get whole(): Whole | undefined {
    return this.counted?.figure;
  }

  documents(term: string): number | undefined {
    return this.terms.get(term)?.figure;
  }

  /** What is to be counted anew; undefined while nothing of these has grown old. */
  old(terms: readonly string[]): { readonly whole: boolean; readonly terms: string[] } | undefined {
    const now = Date.now();
    const isOld = (dated: Dated<unknown> | undefined) =>
      dated !== undefined && dated.oldFrom <= now;
    const whole = isOld(this.counted);
    const old = terms.filter((term) => isOld(this.terms.get(term)));
    return whole || old.length > 0 ? { whole, terms: old } : undefined;
  }

  /** Keeps what was counted; `asked` says what of it that was. */
  note(counted: Counted, asked: { readonly whole: boolean; readonly terms: readonly string[] }) {
    const { spaceNumber, memories, length } = counted;
    if (asked.whole)
      this.counted =
        memories < KEPT_MEMORIES ? undefined : dated({ spaceNumber, memories, length }, memories);
    for (const term of asked.terms) {
      const documents = counted.documents.get(term) ?? 0;
      this.terms.delete(term);
      if (documents <= KEPT_DOCUMENTS) continue;
      if (this.terms.size === MAX_TERMS) this.terms.clear();
      this.terms.set(term, dated(documents, documents));
    }
  }
}

const dated = <T>(figure: T, rows: number): Dated<T> => ({
  figure,
  oldFrom: Date.now() + rows * LIFETIME_PER_ROW,
});
