import { countTokens as countWhole } from 'gpt-tokenizer/encoding/cl100k_base';

const AS_TEXT = { disallowedSpecial: new Set<string>() };

/** A word, or white space, of which the encoding would take time by the square of its length. */
const LONG_RUN = /\S{129}|\s{129}/;
/** Characters of the pieces that a text with such a run is counted in. */
const PIECE = 256;

/** Counts that are kept: what is said in a conversation is counted again with each of its turns. 16 MB at most. */
const MOST_KEPT = 2_000;
const LONGEST_KEPT = 4_000;
const counted = new Map<string, number>();

/**
 * How many tokens a text takes, by the cl100k_base encoding. Other models cut text differently, by
 * some 10 to 20 percent for English; budgets leave room for that. Special tokens count as text. Texts
 * without spaces, such as Chinese ones, are counted in pieces, at most a few tokens in 256 characters
 * too high: in one piece 20,000 characters would block this thread for seconds.
 */
export function countTokens(text: string): number {
  const known = counted.get(text);
  if (known !== undefined) return known;
  const tokens = count(text);
  if (text.length <= LONGEST_KEPT) {
    if (counted.size === MOST_KEPT) counted.clear();
    counted.set(text, tokens);
  }
  return tokens;
}

function count(text: string): number {
  if (!LONG_RUN.test(text)) return countWhole(text, AS_TEXT);
  let tokens = 0;
  for (let start = 0; start < text.length; start += PIECE)
    tokens += countWhole(text.slice(start, start + PIECE), AS_TEXT);
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
    if (count(text.slice(0, middle)) < limit) fits = middle;
    else tooLong = middle;
  }
  return `${text.slice(0, fits).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
