import { proseOf } from '../lexical/memory-key.js';
import { termsOf } from '../lexical/terms.js';

/** A number with the word that it counts, or with the sign that says of what it is, before or behind it. */
const AMOUNT =
  /(?<![\p{L}\p{N}.,])([€$£]?)\s?(\p{Nd}+(?:[.,:]\p{Nd}+)*)\s*(%|°|€|\$|£|ms\b|[\p{L}]{2,}(?:[ -][\p{L}]{2,})?|)/gu;

const SIGNS: Readonly<Record<string, string>> = {
  '€': 'euro',
  $: 'dollar',
  '£': 'pound',
  '%': 'percent',
  '°': 'degree',
};

/** What things are measured in: who asks for the thing seldom names it. */
const MEASURES = new Set(
  termsOf(
    'euro dollar pound percent degree kg kilo kilogram gram km kilometre kilometer mile metre meter cm litre liter hour minute',
  ),
);

/** Amounts by what they are of. */
export type Amounts = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Amounts of the things that were asked for, and measures of a statement that speaks of such a thing:
 * "900 €" by "rent" where the rent was asked for.
 * @param asked terms of the question.
 */
export function amountsIn(text: string, asked: ReadonlySet<string>): Amounts {
  const prose = proseOf(text);
  const topics = new Set(termsOf(prose).filter((term) => asked.has(term)));
  const amounts = new Map<string, Set<string>>();
  for (const [, before = '', number = '', behind = ''] of prose.matchAll(AMOUNT))
    for (const term of termsOf(SIGNS[before] ?? SIGNS[behind] ?? behind))
      for (const key of keysOf(term, topics, asked))
        amounts.set(key, (amounts.get(key) ?? new Set()).add(number.replaceAll(',', '')));
  return amounts;
}

function keysOf(
  unit: string,
  topics: ReadonlySet<string>,
  asked: ReadonlySet<string>,
): readonly string[] {
  if (asked.has(unit)) return [unit];
  return MEASURES.has(unit) ? [...topics].map((topic) => `${topic}/${unit}`) : [];
}

/** Whether both tell an amount of the same thing, each one only, and not the same. */
export function otherAmount(earlier: Amounts, later: Amounts): boolean {
  for (const [unit, before] of earlier) {
    const after = later.get(unit);
    if (before.size === 1 && after?.size === 1 && [...before].every((amount) => !after.has(amount)))
      return true;
  }
  return false;
}
