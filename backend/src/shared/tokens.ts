import { countTokens as count, isWithinTokenLimit } from 'gpt-tokenizer/encoding/cl100k_base';

const AS_TEXT = { disallowedSpecial: new Set<string>() };

/**
 * How many tokens a text takes, by the cl100k_base encoding. Other models cut text differently, by
 * some 10 to 20 percent for English; budgets leave room for that. Special tokens count as text.
 */
export const countTokens = (text: string): number => count(text, AS_TEXT);

/** The longest start of a text that takes at most `limit` tokens, with an ellipsis when cut. */
export function truncateToTokens(text: string, limit: number): string {
  if (isWithinTokenLimit(text, limit, AS_TEXT) !== false) return text;
  // By search, since the package cannot decode a part: bytes of a character that is cut stay in its
  // one decoder and come out at the start of the next text.
  let fits = 0;
  let tooLong = text.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (isWithinTokenLimit(text.slice(0, middle), limit - 1, AS_TEXT) === false) tooLong = middle;
    else fits = middle;
  }
  return `${text.slice(0, fits).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
