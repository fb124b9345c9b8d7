import type { WeighedTerm } from '../../lexical/lexical-arm.js';
import { termsOf } from '../../lexical/terms.js';

/** Something that happened, on one side of which the question looks. */
export interface AskedEvent {
  readonly side: 'before' | 'after';
  readonly terms: readonly string[];
}

/** Who does it: "after the meeting" and "since May" are no events that a memory would tell in these words. */
const SUBJECT =
  "(?:i|we|you|he|she|they|it|my|our|ich|wir|er|sie|mein\\w*|je|j'|nous|il|elle|mon|ma|yo|mi|me)";
const CLAUSE = `(?=${SUBJECT}(?![\\p{L}]))([^,.?!]{3,100})`;

/** "Before I moved to Rome", in the languages that we can tell it in. */
const BEFORE = new RegExp(
  `(?<!\\p{L})(?:before|until|bevor|bis|avant que|antes de que)\\s+${CLAUSE}`,
  'iu',
);
const AFTER = new RegExp(
  `(?<!\\p{L})(?:after|since|nachdem|seitdem|seit|après que|depuis que|después de que|desde que)\\s+${CLAUSE}`,
  'iu',
);

/** Share of the event's words, by weight, that a memory must have to be the one that tells of it. */
const TELLS = 0.6;

/** The event that a question names; undefined where it names none. */
export function eventIn(question: string): AskedEvent | undefined {
  for (const [side, pattern] of [
    ['before', BEFORE],
    ['after', AFTER],
  ] as const) {
    const terms = termsOf(pattern.exec(question)?.[1] ?? '');
    if (terms.length > 0) return { side, terms };
  }
  return undefined;
}

/** The memory, among those given best first, that tells of the event; undefined where none does. */
export function tellingOf<T extends { readonly text: string }>(
  event: AskedEvent,
  bestFirst: readonly T[],
  weights: readonly WeighedTerm[],
): T | undefined {
  const weightOf = new Map(weights.map(({ term, weight }) => [term, weight]));
  const sum = (terms: readonly string[]) =>
    terms.reduce((total, term) => total + (weightOf.get(term) ?? 0), 0);
  const whole = sum(event.terms);
  if (whole === 0) return undefined;
  return bestFirst.find(({ text }) => {
    const told = new Set(termsOf(text));
    return sum(event.terms.filter((term) => told.has(term))) >= TELLS * whole;
  });
}
