import { randomBytes } from 'node:crypto';
import type { RecalledMemory } from '../../memory/index.js';
import { countTogether, countTokens } from '../../shared/index.js';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

/** A code that nobody can foresee. */
export const newMarkerCode = (): string => randomBytes(12).toString('hex');

/**
 * Puts memories as data before a message. The marker's code is random and new each time, and each text
 * is a JSON string on one line, so that nothing inside can close the block or pose as the prompt.
 * @param lines from `quote`.
 * @param code from `newMarkerCode`; null where there are no memories.
 * @returns the message alone where there are no memories.
 */
export function withMemories(
  message: string,
  lines: readonly string[],
  code: string | null,
): string {
  if (lines.length === 0 || code === null) return message;
  return `${opening(code)}${lines.join('')}${closing(code)}${message}`;
}

/** Tokens that the memories add to a message. Parameters: as of `withMemories`. */
export const tokensOfMemories = (
  message: string,
  lines: readonly string[],
  code: string | null,
): number =>
  code === null
    ? 0
    : countTogether([opening(code), ...lines, closing(code), message]) - countTokens(message);

/** One memory as it stands in the block, with the end of its line. */
export const quote = ({ at, text, sources }: RecalledMemory): string => {
  const where = sources[0] ? `, in the conversation ${onOneLine(sources[0].sessionTitle)}` : '';
  return `- On ${DAY.format(new Date(at))}${where}, they said: ${onOneLine(text)}\n`;
};

const opening = (code: string): string => `<memories code="${code}">\n`;
const closing = (code: string): string => `</memories code="${code}">\n\n`;

/** A JSON string; JSON itself leaves the line breaks as they are that only Unicode knows. */
const onOneLine = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u0085\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
