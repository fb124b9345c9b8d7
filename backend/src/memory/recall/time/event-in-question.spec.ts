import { eventIn, tellingOf } from './event-in-question.js';

const terms = (...of: readonly string[]) => of.map((term) => ({ term, weight: 1, documents: 1 }));

describe('the event in a question', () => {
  it.each([
    ['What did I do before I moved to Rome?', 'before', ['move', 'rome']],
    ['Who helped me since my sister left, and how?', 'after', ['sister', 'left']],
    ['Was tat ich, bevor ich umzog?', 'before', ['umzog']],
  ])('%s', (question, side, words) => {
    expect(eventIn(question)).toEqual({ side, terms: words });
  });

  it.each([
    'What did I read before May?',
    'What is my accuracy after completing 15 problems?',
    'Since when?',
  ])('is none in %j', (question) => {
    expect(eventIn(question)).toBeUndefined();
  });

  it('is told by the first memory with most of its words', () => {
    const event = { side: 'before' as const, terms: ['move', 'rome'] };
    const memories = [
      { text: 'Rome is warm.' },
      { text: 'We moved to Rome.' },
      { text: 'Moving to Rome' },
    ];
    expect(tellingOf(event, memories, terms('move', 'rome'))).toBe(memories[1]);
    expect(tellingOf(event, memories.slice(0, 1), terms('move', 'rome'))).toBeUndefined();
    expect(tellingOf(event, memories, terms())).toBeUndefined();
  });
});
