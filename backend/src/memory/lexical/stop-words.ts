import stopword from 'stopword';

/** Function words and small talk that the English list lacks; contractions come without their end. */
const MORE_ENGLISH =
  'again ain aren ca cannot couldn didn does doesn doing don done down else ever every few hadn hasn ' +
  'haven hers herself isn its itself just myself no nor not off once ours ourselves own shall she ' +
  'shouldn so themselves until upon us wasn weren when whether whom whose why will wo wouldn yes ' +
  'yours yourself yourselves bye hello hey hi oh ok okay please thank thanks yeah';

const MORE_OF_OTHERS =
  'hallo danke bitte nein tschüss merci bonjour salut oui hola gracias adiós ciao grazie obrigado olá dank';

/** In one language a function word, in another a word that people are asked about, or a name. */
const MEANINGFUL_ELSEWHERE = new Set(
  (
    'ad ag ai al arm art ben bin chi ci col com con dan dei del der die din dir door dos due elf end era ' +
    'est fui fur hat het hun io lang las lei li long lui mal man mas men met mit mon non num nun op os ' +
    'para per por rot see sei sin sole son sta sur tag tel ten toe ton tot tue uno van via war want wet will'
  ).split(' '),
);

const OTHER_LANGUAGES = [
  stopword.deu,
  stopword.fra,
  stopword.ita,
  stopword.nld,
  stopword.por,
  stopword.rus,
  stopword.spa,
  stopword.ukr,
  stopword.zho,
  stopword.jpn,
];

/** A letter alone may be a programming language, a vitamin or a grade; vowels are words of many languages. */
const isLoneConsonant = (word: string): boolean => /^[b-df-hj-np-tv-xz]$/.test(word);

/**
 * Words that say nothing about a text, in lower case. One set for all languages: which one a text is
 * in is not known, and words that mean something in another of them stay in the index, where their
 * frequency makes them light.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set([
  ...OTHER_LANGUAGES.flat().filter(
    (word) => !MEANINGFUL_ELSEWHERE.has(word) && !isLoneConsonant(word),
  ),
  ...stopword.eng,
  ...`${MORE_ENGLISH} ${MORE_OF_OTHERS}`.split(' '),
]);
