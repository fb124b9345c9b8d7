import { instant, isInstant } from './instant.js';

describe('instant', () => {
  it.each([
    ['2025-03-31T18:05:00Z', '2025-03-31T18:05:00.000Z'],
    ['2025-03-31t18:05:00z', '2025-03-31T18:05:00.000Z'],
    ['2025-03-31 18:05', '2025-03-31T18:05:00.000Z'],
    ['2025-03-31T18:05:00', '2025-03-31T18:05:00.000Z'],
    ['2025-03-31T18:05:00.123456+02:00', '2025-03-31T16:05:00.123Z'],
    ['2025-03-31T18:05:00,5-0530', '2025-03-31T23:35:00.500Z'],
    ['2025-03-31T18:05:00+02', '2025-03-31T16:05:00.000Z'],
    [' 2024-02-29 ', '2024-02-29T00:00:00.000Z'],
    ['0079-08-24', '0079-08-24T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(instant(text)?.toISOString()).toBe(expected);
  });

  it.each([
    '2025-02-30',
    '2025-13-01',
    '2025-03-31T25:00Z',
    '2025-03-31T18:61Z',
    '2025-03-31T18:05:00+99:00',
    '0000-01-01',
    '0001-01-01T00:00+05:00',
    '9999-12-31T23:59-14:00',
    '+010000-01-01',
    '20250331',
    '2025-W13',
    '2025-090',
    '2025-03-31T18Z',
    '31.03.2025',
    'yesterday',
    '1743444300',
    '',
  ])('does not know %j', (text) => {
    expect(instant(text)).toBeUndefined();
  });

  it('is a date in the years that all parts can hold', () => {
    expect(isInstant(new Date('0001-01-01T00:00:00Z'))).toBe(true);
    expect(isInstant(new Date('9999-12-31T23:59:59.999Z'))).toBe(true);
    for (const time of [NaN, Date.UTC(-1, 0), Date.UTC(10_000, 0), 8.64e15])
      expect(isInstant(new Date(time))).toBe(false);
  });
});
