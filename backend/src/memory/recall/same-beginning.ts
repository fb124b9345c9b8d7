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

/** Two statements that begin alike and go on differently. */
export interface SameBeginning {
  /** Whether the later one leaves no room for the earlier: a thing has one name, a person one home. */
  readonly excludes: boolean;
}

/** The words of each part of a statement, lower case. */
export type Clauses = readonly (readonly string[])[];

/** The parts of a statement's beginning that speak of what is asked for. @param asked terms of the question. */
export const clausesAbout = (text: string, asked: ReadonlySet<string>): Clauses =>
  proseOf(text)
    .slice(0, LOOKED_AT)
    .toLowerCase()
    .split(CLAUSE)
    .map((clause) => clause.match(WORD) ?? [])
    .filter(({ length }) => length > SHARED)
    .filter((clause) => isAbout(clause, asked));

/**
 * Whether a later statement says something else of what an earlier one is about: "my manager is Dmitri"
 * of "my manager is Carla". They share three words in a row, one of which is asked for, and what follows
 * in the earlier one is nowhere in that part of the later.
 */
export function sameBeginning(
  earlier: Clauses,
  later: Clauses,
  asked: ReadonlySet<string>,
): SameBeginning | undefined {
  for (const before of earlier)
    for (const clause of later) {
      const run = sharedRun(before, clause);
      if (!run || !isAbout(run.words, asked)) continue;
      const said = new Set(termsOf(clause.join(' ')));
      const rest = termsOf(run.rest.join(' '));
      if (rest.length === 0 || rest.every((term) => said.has(term))) continue;
      return { excludes: OF_ONE.test(run.words.join(' ')) };
    }
  return undefined;
}

const isAbout = (words: readonly string[], asked: ReadonlySet<string>): boolean =>
  termsOf(words.join(' ')).some((term) => asked.has(term));

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
  return { words: before.slice(start, end), rest: before.slice(end) };
}
