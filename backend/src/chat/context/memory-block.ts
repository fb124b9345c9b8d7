import { randomInt } from 'node:crypto';
import type { RecalledMemory } from '../../memory/index.js';
import { countTogether, countTokens, madeOnce } from '../../shared/index.js';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

/** Formatting takes longer than all else of a quote. @param date as of ISO 8601, without the time. */
const dayOf = madeOnce((date) => DAY.format(new Date(date)), { most: 1_000, longest: 20 });

/** Of six digits each; 24 digits are nearly 80 bits. */
const PARTS_OF_CODE = 4;

/** A code that nobody can foresee: of digits, of which each three are a token, so that all take as many. */
export const newMarkerCode = (): string =>
  Array.from({ length: PARTS_OF_CODE }, () => `${randomInt(1e6)}`.padStart(6, '0')).join('');

const ANY_CODE = '000000'.repeat(PARTS_OF_CODE);

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

/** Tokens that the memories add to a message, under whatever code. Parameters: as of `withMemories`. */
export const tokensOfMemories = (message: string, lines: readonly string[]): number =>
  lines.length === 0
    ? 0
    : countTogether([opening(ANY_CODE), ...lines, closing(ANY_CODE), message]) -
      countTokens(message);

/** One memory as it stands in the block, with the end of its line. */
export const quote = ({ at, text, sources }: RecalledMemory): string => {
  const where = sources[0] ? `, in the conversation ${onOneLine(sources[0].sessionTitle)}` : '';
  return `- On ${dayOf(at.slice(0, at.indexOf('T')))}${where}, they said: ${onOneLine(text)}\n`;
};

const opening = (code: string): string => `<memories code="${code}">\n`;
const closing = (code: string): string => `</memories code="${code}">\n\n`;

/** A JSON string; JSON itself leaves the line breaks as they are that only Unicode knows. */
const onOneLine = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u0085\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
