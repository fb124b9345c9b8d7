import { BESIDE_IT, FORMULAS, PARTICLES, SAYING_LITTLE, UNSPACED } from './small-talk-words.js';

/** Longer messages are not looked at: politeness is short. */
const LONGEST = 120;

const QUESTION_MARK = /[?？؟]/;
/** A letter that is drawn out: "sooo", "okaaay", "yesss". */
const DRAWN_OUT = /(\p{L})\1{2,}/gu;
const LAUGHTER = /^(?:(?:ha|he|hi|ja|je|ah|ха|хе){2,}[hjх]?|a?h?lol+|lmao|rofl|haha+)$/u;
const FORMULA = new RegExp(
  `(?<= )(?:${FORMULAS.map(({ source }) => `(?:${source})`).join('|')})(?= )`,
  'gu',
);
const SPACELESS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u;
const PIECES = new RegExp(`(?:${UNSPACED.join('|')})+[${PARTICLES}]*`, 'gu');
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Stands for a formula among the words. */
const DONE = 'ok';

/**
 * Whether a message only greets, thanks, agrees, laughs or takes leave, or has no word at all: nothing
 * that was said speaks to it. Every word has to be known for that. A message that asks is one only where it is nothing but
 * greetings and formulas ("Hello?", "How are you?"): words as light as "is it you" may ask for something.
 */
export function isSmallTalk(text: string): boolean {
  if (text.length > LONGEST) return false;
  // A thumb up, dots: to a model that cannot read them such texts are all alike.
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  const words = wordsOf(text);
  const little = words.filter(saysLittle);
  if (little.length === 0) return false;
  if (QUESTION_MARK.test(text)) return little.length === words.length;
  return words.every((word) => saysLittle(word) || BESIDE_IT.has(word));
}

const saysLittle = (word: string): boolean =>
  SAYING_LITTLE.has(word) ||
  LAUGHTER.test(word) ||
  (SPACELESS.test(word) && word.replace(PIECES, '') === '');

/** The words without accents and apostrophes, formulas taken together. */
function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/['’]/g, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(DRAWN_OUT, '$1');
  const line = ` ${(plain.match(WORD) ?? []).join(' ')} `;
  return line.replace(FORMULA, DONE).match(WORD) ?? [];
}
