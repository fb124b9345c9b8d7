import { proseOf } from '../lexical/memory-key.js';
import { termsOf } from '../lexical/terms.js';

/** Characters of a statement that are looked at, and words that two must share in a row. */
const LOOKED_AT = 400;
const SHARED = 3;

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)*/gu;
const CLAUSE = /[.!?;:,\n]+/u;

/** What is said of one thing only: what it is, is called, where somebody lives and works. */
const OF_ONE =
  / (?:is|are|called|named|ist|sind|heißt|est|s'appelle|es|está|è|é|zijn|heet|lives? (?:in|at)|works? (?:at|for))$/u;

/** Two statements that begin alike and go on differently, and what they share. */
export interface SameBeginning {
  /** Lower case, from the first shared word to the last. */
  readonly words: string;
  /** Whether the later one leaves no room for the earlier: a thing has one name, a person one home. */
  readonly excludes: boolean;
}

/**
 * Whether a later statement says something else of what an earlier one is about: "my manager is Dmitri"
 * of "my manager is Carla". They share three words in a row, one of which is asked for, and what follows
 * in the earlier one is nowhere in that part of the later.
 * @param asked terms of the question.
 */
export function sameBeginning(
  earlier: string,
  later: string,
  asked: ReadonlySet<string>,
): SameBeginning | undefined {
  const after = clausesOf(later);
  for (const before of clausesOf(earlier))
    for (const clause of after) {
      const run = sharedRun(before, clause);
      if (!run || !termsOf(run.words).some((term) => asked.has(term))) continue;
      const said = new Set(termsOf(clause.join(' ')));
      const rest = termsOf(run.rest);
      if (rest.length === 0 || rest.every((term) => said.has(term))) continue;
      return { words: run.words, excludes: OF_ONE.test(run.words) };
    }
  return undefined;
}

const clausesOf = (text: string): string[][] =>
  proseOf(text)
    .slice(0, LOOKED_AT)
    .toLowerCase()
    .split(CLAUSE)
    .map((clause) => clause.match(WORD) ?? [])
    .filter(({ length }) => length > SHARED);

/** The longest run of words that both have, with something behind it in each. */
function sharedRun(before: readonly string[], after: readonly string[]) {
  let best = { start: 0, length: 0 };
  for (let one = 0; one < before.length; one++)
    for (let other = 0; other < after.length; other++) {
      let length = 0;
      while (
        one + length < before.length - 1 &&
        other + length < after.length - 1 &&
        before[one + length] === after[other + length]
      )
        length += 1;
      if (length > best.length) best = { start: one, length };
    }
  const { start, length } = best;
  if (length < SHARED) return undefined;
  const end = start + length;
  return { words: before.slice(start, end).join(' '), rest: before.slice(end).join(' ') };
}
