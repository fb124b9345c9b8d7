import { aSession } from '../../testing/builders';
import { groupByDate } from './session-groups';

/** Local time, for groups go by the reader's own clock. */
const NOW = new Date(2026, 4, 20, 12, 0);

const labelOf = (date: Date, now = NOW): string | undefined =>
  groupByDate([aSession({ updatedAt: date.toISOString() })], now)[0]?.label;

describe('groupByDate', () => {
  it.each([
    ['Today', new Date(2026, 4, 20, 0, 0)],
    ['Yesterday', new Date(2026, 4, 19, 23, 59, 59, 999)],
    ['Yesterday', new Date(2026, 4, 19, 0, 0)],
    ['Previous 7 days', new Date(2026, 4, 18, 23, 59)],
    ['Previous 7 days', new Date(2026, 4, 13, 0, 0)],
    ['Previous 30 days', new Date(2026, 4, 12, 23, 59)],
    ['Previous 30 days', new Date(2026, 3, 20, 0, 0)],
    ['April 2026', new Date(2026, 3, 19, 23, 59)],
    ['December 2025', new Date(2025, 11, 31, 23, 59)],
  ])('puts under %s what was last used on %s', (label, date) => {
    expect(labelOf(date)).toBe(label);
  });

  it('takes a clock that runs behind the server for today', () => {
    expect(labelOf(new Date(2026, 4, 21, 0, 5))).toBe('Today');
  });

  it('goes by midnights, not by hours', () => {
    const justAfterMidnight = new Date(2026, 4, 20, 0, 1);
    expect(labelOf(new Date(2026, 4, 19, 23, 59), justAfterMidnight)).toBe('Yesterday');
  });

  it('keeps the order, and has no group without conversations', () => {
    const sessions = [
      aSession({ id: 'a', updatedAt: new Date(2026, 4, 20, 11).toISOString() }),
      aSession({ id: 'b', updatedAt: new Date(2026, 4, 20, 10).toISOString() }),
      aSession({ id: 'c', updatedAt: new Date(2025, 0, 1).toISOString() }),
    ];
    const groups = groupByDate(sessions, NOW).map(({ label, sessions }) => [
      label,
      sessions.map(({ id }) => id).join(),
    ]);
    expect(groups).toEqual([
      ['Today', 'a,b'],
      ['January 2025', 'c'],
    ]);
    expect(groupByDate([], NOW)).toEqual([]);
  });
});
