import stopword from 'stopword';

/** Languages whose dates can be read, by the function words that give them away. */
const FUNCTION_WORDS = {
  en: new Set(stopword.eng),
  de: new Set(stopword.deu),
  fr: new Set(stopword.fra),
  es: new Set(stopword.spa),
  it: new Set(stopword.ita),
  pt: new Set(stopword.por),
  nl: new Set(stopword.nld),
  ru: new Set(stopword.rus),
  uk: new Set(stopword.ukr),
};

/** A language whose dates can be read. */
export type Language = keyof typeof FUNCTION_WORDS | 'ja' | 'zh';

/** The language that a text most likely is in; English where nothing tells. */
export function languageOf(text: string): Language {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best: Language = 'en';
  let most = 0;
  for (const [language, known] of Object.entries(FUNCTION_WORDS)) {
    const count = words.filter((word) => known.has(word)).length;
    // Object.entries forgets what its keys are.
    if (count > most) [best, most] = [language as Language, count];
  }
  return best;
}
