/** Words, and single characters of scripts that put no spaces between words. */
const UNIT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;

/** From this on two texts say the same in the same words. */
const NEAR_IDENTICAL = 0.9;

/** Characters that are compared: of longer texts the start. */
const COMPARED = 1_000;

/** A text reduced to what matters for comparing: its pairs of neighbouring words, ends included. */
export type Fingerprint = ReadonlySet<string>;

/**
 * Pairs rather than words, since the same words in another order are often a question and its answer
 * ("is my dog Rex", "my dog is Rex"), or two opposites ("tea, not coffee", "coffee, not tea").
 */
export function fingerprint(text: string): Fingerprint {
  const units = text.slice(0, COMPARED).normalize('NFKC').toLowerCase().match(UNIT) ?? [];
  return new Set(['', ...units].map((unit, index) => `${unit} ${units[index] ?? ''}`));
}

/** Whether two texts are the same but for a few words: Jaccard similarity of their fingerprints. */
export function nearIdentical(one: Fingerprint, other: Fingerprint): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size < NEAR_IDENTICAL * large.size) return false;
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared++;
  return shared >= NEAR_IDENTICAL * (small.size + large.size - shared);
}
