import { randomBytes } from 'node:crypto';
import type { RecalledMemory } from '../../memory/index.js';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

/** A code that nobody can foresee. */
export const newMarkerCode = (): string => randomBytes(12).toString('hex');

/**
 * Quotes memories as data before a message. The marker's code is random and new each time, and each
 * text is a JSON string on one line, so that nothing inside can close the block or pose as the prompt.
 * @param code from `newMarkerCode`; null where there are no memories.
 * @returns the message alone where there are no memories.
 */
export function withMemories(
  message: string,
  memories: readonly RecalledMemory[],
  code: string | null,
): string {
  if (memories.length === 0 || code === null) return message;
  const lines = memories.map(quote).join('\n');
  return `<memories code="${code}">\n${lines}\n</memories code="${code}">\n\n${message}`;
}

/** One memory as it stands in the block. */
export const quote = ({ at, text, sources }: RecalledMemory): string => {
  const where = sources[0] ? `, in the conversation ${onOneLine(sources[0].sessionTitle)}` : '';
  return `- On ${DAY.format(new Date(at))}${where}, they said: ${onOneLine(text)}`;
};

/** A JSON string; JSON itself leaves the line breaks as they are that only Unicode knows. */
const onOneLine = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u0085\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
