/** So much of a word is compared, in place of its stem. */
const START = 5;
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const SHORT_WORDS = new Set(
  `the and what which who how did does for with this that have has had are was were you your our
  not would should than much many long whose whom when where from`.split(/\s+/),
);

/** The share, 0 to 1, of a question's words (pairs of characters in Chinese and Japanese) that a text has. */
export function shareOfWordsShared(question: string, text: string): number {
  const asked = wordsOf(question);
  const said = wordsOf(text);
  return asked.size === 0 ? 0 : [...asked].filter((word) => said.has(word)).length / asked.size;
}

function wordsOf(text: string): Set<string> {
  const plain = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.flatMap((word) => (SPACELESS.test(word) ? pairsOf(word) : startOf(word))));
}

function startOf(word: string): string[] {
  return word.length < 3 || SHORT_WORDS.has(word) ? [] : [word.slice(0, START)];
}

function pairsOf(word: string): string[] {
  const characters = [...word];
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}
