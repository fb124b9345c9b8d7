import { dayWords, momentWords } from './people-date';

const NOW = new Date(2026, 4, 20, 12, 0);
/** Some versions of the tables write the space before AM and PM as a narrow one. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

describe('dayWords', () => {
  it.each([
    ['today', new Date(2026, 4, 20, 0, 0)],
    ['today', new Date(2026, 4, 21, 0, 0)],
    ['yesterday', new Date(2026, 4, 19, 23, 59)],
    ['on Monday', new Date(2026, 4, 18, 9)],
    ['on Thursday', new Date(2026, 4, 14, 9)],
    ['on May 13', new Date(2026, 4, 13, 9)],
    ['on February 20', new Date(2026, 1, 20, 9)],
    ['in February 2026', new Date(2026, 1, 19, 9)],
    ['in May 2023', new Date(2023, 4, 20)],
  ])('says %s', (words, date) => {
    expect(dayWords(date, NOW)).toBe(words);
  });
});

describe('momentWords', () => {
  it('tells the hour for some days', () => {
    const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
    const date = new Date(2026, 4, 19, 14, 5);
    expect(plain(momentWords(date, NOW))).toBe(plain(`yesterday at ${clock.format(date)}`));
    expect(momentWords(new Date(2026, 4, 13, 14, 5), NOW)).toBe('on May 13');
  });
});
