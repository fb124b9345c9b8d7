import { decodeCursor, encodeCursor } from './cursor.js';
import { newId } from './ids.js';

describe('a cursor', () => {
  it('gives back the key it was made of', () => {
    const key = [new Date().toISOString(), newId()];
    expect(decodeCursor(encodeCursor(key), ['time', 'id'])).toEqual(key);
  });

  it('can stand in an address as it is', () => {
    const cursor = encodeCursor([new Date().toISOString(), newId()]);
    expect(encodeURIComponent(cursor)).toBe(cursor);
  });

  const time = '2026-11-25T10:00:00.000Z';
  it.each<[string, string]>([
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no list', Buffer.from('{"0":1}').toString('base64url')],
    ['too short', encodeCursor([time])],
    ['too long', encodeCursor([time, newId(), newId()])],
    ['a number', Buffer.from(`[1,"${newId()}"]`).toString('base64url')],
    ['an id that is none', encodeCursor([time, "' OR 1=1"])],
    ['a date that is none', encodeCursor(['2026-13-45T10:00:00.000Z', newId()])],
    ['a day that no month has', encodeCursor(['2024-02-31T00:00:00.000Z', newId()])],
    ['a year that PostgreSQL lacks', encodeCursor(['0000-01-01T00:00:00.000Z', newId()])],
    ['the parts the other way round', encodeCursor([newId(), time])],
    ['nothing', ''],
  ])('that is forged is refused: %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, ['time', 'id'])).toThrow(
      expect.objectContaining({ code: 'invalid_cursor', status: 400 }),
    );
  });
});
