import { madeOnce } from '../../shared/index.js';

/** Words, and single characters of scripts that put no spaces between words. */
const UNIT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;

/** From this share on, nine of ten, two texts say the same in the same words. */
const SAME = 9;
const OF = 10;

/** Characters that are compared: of longer texts the start. */
const COMPARED = 1_000;

/** A text reduced to what matters for comparing: its pairs of neighbouring words, ends included. */
export interface Fingerprint {
  /** None twice; beside the set, since going through a set makes an object of each. */
  readonly pairs: readonly string[];
  readonly known: ReadonlySet<string>;
}

/** Of long texts the start alone counts, of all neither case nor punctuation. */
export const fingerprint = madeOnce((text): Fingerprint => pairsOf(unitsOf(simplified(text))), {
  most: 1_000,
  longest: 200,
});

/** Whether two texts are the same but for a few words: Jaccard similarity of their fingerprints. */
export function nearIdentical(one: Fingerprint, other: Fingerprint): boolean {
  const isSmaller = one.pairs.length < other.pairs.length;
  const { pairs } = isSmaller ? one : other;
  const { known } = isSmaller ? other : one;
  // OF * shared >= SAME * (all - shared), in whole numbers, of which none becomes an object.
  let room = (SAME + OF) * pairs.length - SAME * (pairs.length + known.size);
  for (let index = 0; room >= 0 && index < pairs.length; index++)
    if (!known.has(pairs[index] ?? '')) room -= SAME + OF;
  return room >= 0;
}

/** The same for one text and many others, most of which do not even have its words. */
export function nearIdenticalTo(text: string): (other: string) => boolean {
  const units = unitsOf(simplified(text));
  const words = new Set(units);
  const print = pairsOf(units);
  // Words that are missing take one pair more along than they are.
  const mayLack = Math.max(0, Math.floor(((OF - SAME) * print.pairs.length) / OF) - 1);
  return (other) => {
    const said = simplified(other);
    let lacking = 0;
    for (const word of words) if (!said.includes(word) && ++lacking > mayLack) return false;
    return nearIdentical(print, pairsOf(unitsOf(said)));
  };
}

const simplified = (text: string): string =>
  text.slice(0, COMPARED).normalize('NFKC').toLowerCase();

const unitsOf = (said: string): readonly string[] => said.match(UNIT) ?? [];

/**
 * Pairs rather than words, since the same words in another order are often a question and its answer
 * ("is my dog Rex", "my dog is Rex"), or two opposites ("tea, not coffee", "coffee, not tea").
 */
function pairsOf(units: readonly string[]): Fingerprint {
  const known = new Set(['', ...units].map((unit, index) => `${unit} ${units[index] ?? ''}`));
  return { pairs: [...known], known };
}
