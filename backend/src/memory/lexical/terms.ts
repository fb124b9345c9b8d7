import { stemmer } from 'stemmer';
import { madeOnce } from '../../shared/index.js';
import { isSpaceless, spacelessTerms } from './spaceless-scripts.js';
import { STOP_WORDS } from './stop-words.js';

/** Longest term, in UTF-16 code units. Longer words are hashes and the like: their start tells them apart. */
const MAX_TERM = 40;

/** `C++` and `F#`; versions, times and amounts; words, with what an apostrophe joins to them. */
const TOKEN =
  /\p{L}[+#]{1,2}(?![\p{L}\p{N}])|v?\p{N}+(?:[.,:]\p{N}+)+|[\p{L}\p{M}\p{N}_]+(?:'\p{L}+)*/giu;

const NUMBER_WITH_SIGNS = /^v?\p{N}+[.,:]/iu;
const ORDINAL = /^(\d+)(?:st|nd|rd|th)$/;
const ENGLISH_ENDINGS = new Set(['s', 't', 'd', 'm', 'll', 're', 've']);

/** Where a word in camelCase, PascalCase or snake_case falls into parts. */
const PART_BOUNDARY = /_+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** Accents and vowel points of scripts where people leave them out when they type. */
const ACCENTS =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{Mn}+/gu;

/** Words whose terms are kept at hand: people and their chats use few words again and again. */
const MAX_KNOWN = 50_000;
const known = new Map<string, readonly string[]>();

/**
 * The index terms of a text, in its order, repeats kept: lower case, without stop words and accents,
 * English words by their stem (Porter). Code identifiers count whole and by their parts.
 */
export const termsOf = madeOnce(
  (text): readonly string[] => {
    const tokens = text.normalize('NFKC').replaceAll('’', "'").match(TOKEN) ?? [];
    return tokens.flatMap((token) => termsOfToken(token));
  },
  { most: 2_000, longest: 200 },
);

function termsOfToken(token: string): readonly string[] {
  const before = known.get(token);
  if (before) return before;
  const terms = wordsOf(token).flatMap((word) => termOf(word));
  if (token.length > MAX_TERM) return terms;
  if (known.size === MAX_KNOWN) known.clear();
  known.set(token, terms);
  return terms;
}

function wordsOf(token: string): string[] {
  if (NUMBER_WITH_SIGNS.test(token)) return [token.replace(/^v/i, '').replaceAll(',', '')];
  const joined = token.split("'");
  if (joined.length > 1) return joined.filter(carriesMeaning).flatMap((part) => wordsOf(part));
  if (isSpaceless(token)) return spacelessTerms(token);
  const parts = token.split(PART_BOUNDARY).filter((part) => part !== '');
  const whole = token.replace(/^_+|_+$/g, '');
  return parts.length > 1 ? [whole, ...parts] : parts;
}

/** Of `Anna's`, `we'll` and `l'été` only the word itself does. */
const carriesMeaning = (part: string, index: number): boolean =>
  index === 0 ? part.length > 2 : !ENGLISH_ENDINGS.has(part.toLowerCase());

function termOf(word: string): string[] {
  const lower = word.toLowerCase();
  if (STOP_WORDS.has(lower)) return [];
  const plain = lower
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFKC')
    .replaceAll('ß', 'ss');
  const term = /^[a-z]{3,}$/.test(plain) ? stemmer(plain) : plain.replace(ORDINAL, '$1');
  return [term.slice(0, MAX_TERM).toWellFormed()];
}
