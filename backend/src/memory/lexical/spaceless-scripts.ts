const SPACELESS =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Hangul}' +
  '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const RUNS = new RegExp(`([${SPACELESS}]+)`, 'u');
const HAN = /\p{Script=Han}/u;

/** Whether a word holds letters of a script that puts no spaces between words, or glues endings on. */
export const isSpaceless = (word: string): boolean => RUNS.test(word);

/**
 * Terms of such a word: pairs of neighbouring characters, which find words without a dictionary, and
 * each Chinese character too, since many are words. Parts in other scripts come out whole.
 */
export function spacelessTerms(word: string): string[] {
  return word.split(RUNS).flatMap((part) => {
    const characters = [...part];
    if (!isSpaceless(part) || characters.length < 2) return part ? [part] : [];
    const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
    return [...characters.filter((character) => HAN.test(character)), ...pairs];
  });
}
