import { proseOf } from '../lexical/memory-key.js';
import { termsOf } from '../lexical/terms.js';
import { excerpt } from './excerpt.js';
import { isQuestion } from './question.js';
import type { MemoryRow } from './memory-rows.js';

/**
 * Characters of one memory that go into a prompt. More of fewer memories holds less of what is asked
 * for: inside 2,000 tokens BEAM's evidence goes from 54 to 80 percent.
 */
const LONGEST = 400;
/** Characters of an answer. */
const LONGEST_REPLY = 300;
/** A message no longer than this may mean little without the answer to it. */
export const NEEDS_REPLY = 60;
/** Words of its own that a message needs to say something: "And the second one?" has none. */
const SAYS_SOMETHING = 3;

/** How people ask for what an assistant said, in the languages that we can tell it in. */
const ASKS_FOR_REPLY =
  /\b(?:did you|(?:have )?you (?:ever )?(?:recommend|suggest|say|said|tell|told|advise|explain|mention|propose|give|gave|answer|call)\w*|your (?:advice|answer|suggestion|recommendation|explanation|idea)s?|the assistant)\b|\b(?:hast du|du (?:mir )?(?:empfohlen|gesagt|geraten|vorgeschlagen)|dein(?:e|en|er)? (?:rat|antwort|vorschlag|empfehlung))\b|\b(?:as-tu|tu m'as|avez-vous|ton conseil|ta réponse)\b|\b(?:me (?:dijiste|recomendaste|sugeriste|aconsejaste)|tu (?:consejo|respuesta))\b/iu;

/** Whether a query is about what an assistant answered. */
export const asksForReply = (query: string): boolean => ASKS_FOR_REPLY.test(query);

/** What of a memory goes into a prompt, and whether the assistant's answer is part of it. */
export interface ShownText {
  readonly text: string;
  readonly withReply: boolean;
}

/**
 * The part of a memory that speaks to the query, with who said it where people talk among themselves;
 * what an assistant answered only where it is asked for, or the message alone means little. Made of the
 * query and the row alone, so that the same can be shown again later.
 */
export function shownText(
  { text, speaker, reply }: Pick<MemoryRow, 'text' | 'speaker' | 'reply'>,
  query: string,
): ShownText {
  const terms = new Set(termsOf(query));
  const said = excerpt(speaking(text, terms), terms, LONGEST);
  if (speaker !== null) return { text: `${speaker}: ${said}`, withReply: false };
  const withReply =
    reply !== null && reply.trim() !== '' && (meansLittle(text) || asksForReply(query));
  if (!withReply) return { text: said, withReply };
  const answer = excerpt(onOneLine(speaking(reply, terms)), terms, LONGEST_REPLY);
  return { text: `${said}\nAssistant: ${answer}`, withReply };
}

/** What a person states is remembered as they said it; whoever asks is told something. */
const meansLittle = (text: string): boolean =>
  text.length <= NEEDS_REPLY && (isQuestion(text) || termsOf(text).length < SAYS_SOMETHING);

/** The prose, unless only the code in it speaks to the query, or is all that there is. */
function speaking(text: string, terms: ReadonlySet<string>): string {
  const prose = proseOf(text);
  if (prose.length === text.length) return text;
  const speaks = (part: string) => termsOf(part).some((term) => terms.has(term));
  if (prose.trim() === '' || (!speaks(prose) && speaks(text))) return text;
  return prose.replace(/\n\s*\n\s*/g, '\n');
}

const onOneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');
