import { termsOf } from './terms.js';

/** Distinct terms that are kept of one text: enough for some 20,000 characters of prose. */
const MAX_DISTINCT = 2_000;

/** What a memory is found by. */
export interface MemoryKey {
  readonly frequencies: ReadonlyMap<string, number>;
  /** All terms, repeats counted. */
  readonly length: number;
}

/** The key of something said: its own terms, and the names of the day that it was said on (UTC). */
export function memoryKey(text: string, at: Date): MemoryKey {
  const frequencies = new Map<string, number>();
  let length = 0;
  for (const term of [...dateTerms(at), ...termsOf(text)]) {
    const frequency = frequencies.get(term) ?? 0;
    if (frequency === 0 && frequencies.size === MAX_DISTINCT) continue;
    frequencies.set(term, frequency + 1);
    length++;
  }
  return { frequencies, length };
}

const DAY = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

const dateTerms = (at: Date): string[] => termsOf(DAY.format(at));
