import { DomainError } from './domain-error.js';

/** One page of a list; `nextCursor` is null on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Packs the sort key of a page's last row into an opaque string. */
export const encodeCursor = (key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * Unpacks what `encodeCursor` made.
 * @param length how many strings the sort key has.
 * @throws {DomainError} `invalid_cursor` for anything that `encodeCursor` did not make.
 */
export function decodeCursor(cursor: string, length: number): readonly string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string'))
      return key;
  } catch {
    // Not JSON: the same to the caller as JSON of another shape, answered below.
  }
  throw new DomainError('invalid_cursor', 400, 'The cursor is not one that this list gave out.');
}
