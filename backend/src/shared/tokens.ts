import { countTokens as count } from 'gpt-tokenizer/encoding/cl100k_base';
import { madeOnce } from './made-once.js';

const AS_TEXT = { disallowedSpecial: new Set<string>() };

/** A word, or white space, of which the encoding would take time by the square of its length. */
const LONG_RUN = /\S{129}|\s{129}/;
/** Characters of the pieces that a text with such a run is counted in. */
const PIECE = 256;

/** A conversation is counted anew with each of its turns, at some 2 MB a second. Some megabytes at most. */
const KEPT = { most: 4_000, longest: 2_000 };

const hasLongRun = madeOnce((text) => LONG_RUN.test(text), KEPT);

/**
 * How many tokens a text takes, by the cl100k_base encoding. Other models cut text differently, by
 * some 10 to 20 percent for English; budgets leave room for that. Special tokens count as text. Texts
 * without spaces, such as Chinese ones, are counted in pieces, at most a few tokens in 256 characters
 * too high: in one piece 20,000 characters would block this thread for seconds.
 */
export const countTokens = madeOnce(encodedLength, KEPT);

/**
 * Tokens of texts put together, as many as `countTokens` finds in the whole, by what is known of the parts.
 * @param parts all but the last end in a line break, beyond which no token reaches.
 */
export function countTogether(parts: readonly string[]): number {
  // Pieces of a long run begin elsewhere in the whole, and white space joins what comes before.
  if (parts.some((part) => beginsBlank(part) || hasLongRun(part)))
    return countTokens(parts.join(''));
  return parts.reduce((sum, part) => sum + countTokens(part), 0);
}

const beginsBlank = (text: string): boolean => /^\s/.test(text);

function encodedLength(text: string): number {
  if (!hasLongRun(text)) return count(text, AS_TEXT);
  let tokens = 0;
  for (let start = 0; start < text.length; start += PIECE)
    tokens += count(text.slice(start, start + PIECE), AS_TEXT);
  return tokens;
}

/** The longest start of a text that takes at most `limit` tokens, with an ellipsis when cut. */
export function truncateToTokens(text: string, limit: number): string {
  if (countTokens(text) <= limit) return text;
  // By search, since the package cannot decode a part: bytes of a character that is cut stay in its
  // one decoder and come out at the start of the next text.
  let fits = 0;
  let tooLong = text.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (countTokens(text.slice(0, middle)) < limit) fits = middle;
    else tooLong = middle;
  }
  return `${text.slice(0, fits).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
