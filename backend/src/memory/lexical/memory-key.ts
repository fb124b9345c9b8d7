import { termsOf } from './terms.js';

/** Distinct terms that are kept of one text: enough for some 20,000 characters of prose. */
const MAX_DISTINCT = 2_000;
/** What the index's columns hold. */
const MAX_COUNT = 32_767;

const CODE_FENCE = /```[^]*?(?:```|$)/g;

/** What a memory is found by. */
export interface MemoryKey {
  readonly frequencies: ReadonlyMap<string, number>;
  /** All terms, repeats counted, code apart: BM25's document length. */
  readonly length: number;
}

/**
 * The key of something said: the terms of its prose, and the names of the day that it was said on
 * (UTC). Fenced code can be found by its words too, yet weighs little and does not dilute the prose:
 * measured on BEAM, where it made up much of what was said, recall@10 went from 57.1 to 58.4.
 */
export function memoryKey(text: string, at: Date): MemoryKey {
  const code = text.match(CODE_FENCE) ?? [];
  const prose = [...termsOf(DAY.format(at)), ...termsOf(text.replace(CODE_FENCE, ' '))];
  const frequencies = new Map<string, number>();
  for (const term of prose) {
    const frequency = frequencies.get(term) ?? 0;
    if (frequency === 0 && frequencies.size === MAX_DISTINCT) continue;
    frequencies.set(term, Math.min(frequency + 1, MAX_COUNT));
  }
  for (const term of code.flatMap((block) => termsOf(block)))
    if (!frequencies.has(term) && frequencies.size < MAX_DISTINCT) frequencies.set(term, 1);
  return { frequencies, length: Math.min(prose.length, MAX_COUNT) };
}

const DAY = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
