import { timeIn } from './time-in-question.js';

// A Wednesday.
const AT = new Date('2026-11-25T15:00:00Z');

const asked = (question: string, at = AT): string | undefined => {
  const period = timeIn(question, at)?.period;
  const day = (date: Date | undefined) => date?.toISOString().slice(0, 10) ?? '';
  return period && `${day(period.from)}/${day(new Date(period.to.getTime() - 1))}`;
};

describe('the time in a question', () => {
  it.each([
    ['What did I do yesterday?', '2026-11-24/2026-11-24'],
    ['What did we talk about last week?', '2026-11-15/2026-11-21'],
    ['What did I cook three weeks ago?', '2026-11-01/2026-11-07'],
    ['What did I tell you a few days ago?', '2026-11-20/2026-11-24'],
    ['What did I say on Monday?', '2026-11-23/2026-11-23'],
    ['Where was I last May?', '2026-05-01/2026-05-31'],
    ['Where was I in December?', '2025-12-01/2025-12-31'],
    ['Who came in 2023?', '2023-01-01/2023-12-31'],
    ['What happened last year?', '2025-01-01/2025-12-31'],
    ['Where was I last summer?', '2026-06-01/2026-08-31'],
    ['What did I buy on 8 May 2023?', '2023-05-08/2023-05-08'],
    ['What did I buy on the 4th of July?', '2026-07-04/2026-07-04'],
    ['What have I read since March?', '2026-03-01/2026-11-25'],
    ['What did I read before May 2024?', '/2024-04-30'],
    ['What did I read between May and July 2025?', '2025-05-01/2025-07-31'],
    ['Was habe ich gestern gesagt?', '2026-11-24/2026-11-24'],
    ['Wo war ich im Dezember?', '2025-12-01/2025-12-31'],
    ["Qu'est-ce que je t'ai dit hier ?", '2026-11-24/2026-11-24'],
    ['¿Qué hice ayer?', '2026-11-24/2026-11-24'],
    ['昨日何をしましたか', '2026-11-24/2026-11-24'],
  ])('%s', (question, period) => {
    expect(asked(question)).toBe(period);
  });

  it.each([
    'What is my dog called?',
    'Who may help me?',
    'Sun or rain?',
    'What do I do at 5pm?',
    'What is on tomorrow?',
    'How many of the 12 problems were solved in version 2.3.1?',
    'The day hier is no French.',
    `What did I do yesterday? ${'And more of it. '.repeat(40)}`,
  ])('is none in %j', (question) => {
    expect(asked(question)).toBeUndefined();
  });

  it('is told in UTC, as the days of memories are', () => {
    expect(asked('What did I do yesterday?', new Date('2026-11-25T23:30:00Z'))).toBe(
      '2026-11-24/2026-11-24',
    );
    expect(asked('What did I do yesterday?', new Date('2026-11-25T00:30:00Z'))).toBe(
      '2026-11-24/2026-11-24',
    );
  });

  it('is searched without what is told from today, and with the names that keys have', () => {
    expect(timeIn('What did I do yesterday?', AT)?.text).toBe('What did I do  ?');
    expect(timeIn('What did I do on Monday?', AT)?.text).toBe('What did I do on Monday?');
    expect(timeIn('Where was I in May 2023?', AT)?.text).toBe('Where was I in May 2023?');
  });
});
