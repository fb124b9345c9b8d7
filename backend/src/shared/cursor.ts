import { DomainError } from './domain-error.js';

/** One page of a list; `nextCursor` is null on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Packs the sort key of a page's last row into an opaque string. */
export const encodeCursor = (key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** What a part of a sort key must look like. */
export type CursorPart = 'time' | 'id';

/**
 * Unpacks what `encodeCursor` made.
 * @throws {DomainError} `invalid_cursor` for anything that `encodeCursor` did not make of such parts.
 */
export function decodeCursor<const Parts extends readonly CursorPart[]>(
  cursor: string,
  parts: Parts,
): { [Index in keyof Parts]: string } {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (isKey(key, parts)) return key;
  } catch {
    // Not JSON: the same to the caller as JSON of another shape, answered below.
  }
  throw new DomainError('invalid_cursor', 400, 'The cursor is not one that this list gave out.');
}

const PATTERN: Readonly<Record<CursorPart, RegExp>> = {
  time: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

const isKey = <Parts extends readonly CursorPart[]>(
  key: unknown,
  parts: Parts,
): key is { [Index in keyof Parts]: string } =>
  Array.isArray(key) &&
  key.length === parts.length &&
  parts.every((part, index) => typeof key[index] === 'string' && isPart(part, key[index]));

const isPart = (part: CursorPart, value: string): boolean =>
  PATTERN[part].test(value) && (part !== 'time' || isTime(value));

/** A day that the calendar has, in a year that PostgreSQL has. */
function isTime(value: string): boolean {
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString() === value && !value.startsWith('0000');
}
