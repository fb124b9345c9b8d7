import type { Recalled } from '../api/models';
import { FREQUENT_WORDS } from './frequent-words';

/** More words than these tell nobody more. */
const SHOWN_WORDS = 3;
/** A letter alone is rarely a word. */
const LONG_ENOUGH = 2;
/** To a shorter word only a plural is near: a car is no carpet. */
const TAKES_ENDINGS = 4;

/** Why a memory was chosen, in a few words. */
export function chosenBecause(memory: Recalled, question: string): string {
  const { parts, speaker } = memory;
  if (parts.newest > 0) return 'One of the latest things you told';
  const reasons = [foundBy(memory, question)];
  if (parts.speaker > 0 && speaker !== null) reasons.push(`said by ${speaker}, whom you name`);
  if (parts.standing > 0) reasons.push('tells what shall hold from then on');
  if (parts.time > 0) reasons.push('from the time you ask about');
  return reasons.join('; ');
}

/** What spoke for it most: words that can be seen in it go before words that cannot. */
function foundBy({ text, parts }: Recalled, question: string): string {
  const { lexical, meaning, context } = parts;
  const shared = sharedWords(text, question).map((word) => `“${word}”`);
  if (shared.length > 0) {
    const words = shared.join(', ');
    return meaning > lexical
      ? `Close in meaning to your message, and shares ${words}`
      : `Shares ${words} with your message`;
  }
  if (context > Math.max(lexical, meaning)) return 'Said close to something that matches';
  if (meaning > lexical) return 'Close in meaning to your message';
  // What matches may stand in a part of the text that is not shown.
  return lexical > 0
    ? 'Found by the words of your message'
    : 'Said close to something that matches';
}

/** The words of the question that the memory has, too, or nearly so; the longest first. */
export function sharedWords(text: string, question: string): readonly string[] {
  const has = words(text);
  const shared = words(question).filter((word) => has.some((other) => nearly(word, other)));
  return shared.sort((a, b) => b.length - a.length).slice(0, SHOWN_WORDS);
}

function words(text: string): string[] {
  const found = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(found)].filter(
    (word) => word.length >= LONG_ENOUGH && !FREQUENT_WORDS.has(word),
  );
}

/** The same word, or the same but for a short ending: "garden", "gardens". */
function nearly(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (!long.startsWith(short)) return false;
  const ending = long.slice(short.length);
  const endings = short.length < TAKES_ENDINGS ? /^(?:e?s)?$/ : /^(?:e?[dns]|er?s?|ings?)?$/;
  return endings.test(ending);
}
