import stopword from 'stopword';
import type { UNRELATED_BY_LANGUAGE } from './unrelated-texts-by-language.js';

/** A language other than English whose texts a model's background is measured with, by ISO 639-1 code. */
export type OtherLanguage = keyof typeof UNRELATED_BY_LANGUAGE;

/** Whose script tells them, or the language that is nearest to it; kana before the characters it shares. */
const BY_SCRIPT: readonly (readonly [OtherLanguage, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];
const LETTER = /\p{L}/gu;
/** Kana are fewer than the Chinese characters between them, and foreign names stand in any text. */
const SHARE_OF_SCRIPT = 0.3;

const ENGLISH = new Set(stopword.eng);
const BY_WORDS: readonly (readonly [OtherLanguage, ReadonlySet<string>])[] = [
  ['de', new Set(stopword.deu)],
  ['fr', new Set(stopword.fra)],
  ['es', new Set(stopword.spa)],
  ['it', new Set(stopword.ita)],
  ['pt', new Set(stopword.por)],
  ['nl', new Set(stopword.nld)],
];
/** No lone letters: in `Anna's` and `l'été` they are part of another word. */
const WORD = /\p{L}[\p{L}\p{M}]+/gu;
/** No other language opens a sentence with these. */
const SPANISH_OPENING = /[¿¡]/;

/**
 * The language of a text, as far as its script or its small words tell.
 * @returns undefined for English, for what cannot be told, and for languages without texts of ours.
 */
export function languageOf(text: string): OtherLanguage | undefined {
  const letters = text.match(LETTER)?.length ?? 0;
  const written = BY_SCRIPT.find(
    ([, script]) => (text.match(script)?.length ?? 0) > SHARE_OF_SCRIPT * letters,
  );
  if (written) return written[0];
  if (SPANISH_OPENING.test(text)) return 'es';
  const words = text.toLowerCase().match(WORD) ?? [];
  const count = (known: ReadonlySet<string>) => words.filter((word) => known.has(word)).length;
  let most = count(ENGLISH);
  let language: OtherLanguage | undefined;
  for (const [other, known] of BY_WORDS) {
    const found = count(known);
    if (found > most) [most, language] = [found, other];
  }
  return language;
}
