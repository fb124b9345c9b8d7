import { countTokens as count, decode, encode } from 'gpt-tokenizer/encoding/cl100k_base';

/**
 * How many tokens a text takes, by the cl100k_base encoding. Other models cut text differently, by
 * some 10 to 20 percent for English; budgets leave room for that. Special tokens count as text.
 */
export const countTokens = (text: string): number =>
  count(text, { disallowedSpecial: new Set<string>() });

/** The longest start of a text that takes at most `limit` tokens, with an ellipsis when cut. */
export function truncateToTokens(text: string, limit: number): string {
  const tokens = encode(text, { disallowedSpecial: new Set<string>() });
  if (tokens.length <= limit) return text;
  // A cut inside a character of several tokens leaves replacement characters at the end.
  return `${decode(tokens.slice(0, Math.max(0, limit - 1))).replace(/\uFFFD+$/u, '')}…`;
}
