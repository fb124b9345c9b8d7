import type { Recalled } from '../api/models';

/** More words than these tell nobody more. */
const SHOWN_WORDS = 3;
/** Shorter words are in every sentence. */
const LONG_ENOUGH = 4;

/** Why a memory was chosen, in a few words. */
export function chosenBecause({ text, parts }: Recalled, question: string): string {
  if (!parts.lexical) return 'Close to your message';
  const shared = sharedWords(text, question);
  if (shared.length === 0) return 'Shares words with your message';
  return `Shares ${shared.map((word) => `“${word}”`).join(', ')} with your message`;
}

/** The words of the question that the memory has, too, or nearly so; the longest first. */
export function sharedWords(text: string, question: string): readonly string[] {
  const has = words(text);
  const shared = words(question).filter((word) => has.some((other) => nearly(word, other)));
  return shared.sort((a, b) => b.length - a.length).slice(0, SHOWN_WORDS);
}

function words(text: string): string[] {
  const found = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(found)].filter((word) => word.length >= LONG_ENOUGH && !EVERYWHERE.has(word));
}

/** The same word, or the same but for a short ending: "garden", "gardens". */
function nearly(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.startsWith(short) && long.length - short.length <= 3;
}

const EVERYWHERE = new Set(
  (
    'about after again also been before being came come could does done each ever from give goes ' +
    'have having here into just know like made make many more most much only other over said same ' +
    'should some such tell than that their them then there these they thing this those told very ' +
    'want were what when where which while will with would your'
  ).split(' '),
);
