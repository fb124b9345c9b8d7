import { daysBetween } from './days-between';

const environment = (): Record<string, string | undefined> => {
  const process: unknown = Reflect.get(globalThis, 'process');
  return Reflect.get(Object(process), 'env') as Record<string, string | undefined>;
};
const zone = environment()['TZ'];

describe('daysBetween', () => {
  afterEach(() => {
    if (zone === undefined) delete environment()['TZ'];
    else environment()['TZ'] = zone;
  });

  it.each([
    // The same two moments: one midnight lies between them, or none.
    ['America/Los_Angeles', 0],
    ['Europe/Berlin', 1],
    ['Asia/Tokyo', 0],
  ])('counts the midnights of the reader in %s', (timeZone, days) => {
    environment()['TZ'] = timeZone;
    const [from, to] = [new Date('2026-05-19T21:30:00Z'), new Date('2026-05-19T22:30:00Z')];
    expect(daysBetween(from, to)).toBe(days);
  });

  it.each([
    ['loses an hour', new Date(2026, 2, 28, 12), new Date(2026, 2, 30, 12)],
    ['has an hour more', new Date(2026, 9, 24, 12), new Date(2026, 9, 26, 12)],
  ])('counts whole days over a night that %s', (_what, from, to) => {
    environment()['TZ'] = 'Europe/Berlin';
    expect(daysBetween(from, to)).toBe(2);
  });

  it('is negative for what lies ahead', () => {
    expect(daysBetween(new Date(2026, 0, 2), new Date(2026, 0, 1))).toBe(-1);
  });
});
