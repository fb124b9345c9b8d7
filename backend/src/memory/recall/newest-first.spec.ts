import { newestFirst, outdated, type Statement } from './newest-first.js';

const DAY = 86_400_000;

type Told = readonly [text: string, day: number, score: number];

/** Statements, best first, each with the day on which it was said. */
const said = (...texts: readonly Told[]): Statement[] =>
  texts.map(([text, day, score]) => ({ text, number: day, at: new Date(day * DAY), score }));

const order = (statements: readonly Statement[]): string[] =>
  newestFirst(statements).map(({ text }) => text);

describe('newest first', () => {
  it('puts a later amount before an earlier one', () => {
    const statements = said(['8 problems', 1, 2], ['no amount', 3, 1.9], ['12 problems', 2, 1.5]);
    expect(order(statements)).toEqual(['12 problems', '8 problems', 'no amount']);
  });

  it('puts what speaks of a change before what was', () => {
    const statements = said(['I live in Rome.', 1, 2], ['I moved to Oslo.', 2, 1.5]);
    expect(order(statements)).toEqual(['I moved to Oslo.', 'I live in Rome.']);
  });

  it.each([
    ['what fits far worse', said(['8 problems', 1, 2], ['12 apples', 2, 1.1])],
    ['an earlier one', said(['8 problems', 2, 2], ['12 problems', 1, 1.9])],
    ['one without amount or change', said(['8 problems', 1, 2], ['Problems!', 2, 1.9])],
    ['a number that stands in code', said(['8 problems', 1, 2], ['problems ```x = 1```', 2, 1.9])],
    [
      'one that was not near the top',
      said(
        ['8 x', 1, 2],
        ...Array.from({ length: 4 }, (): [string, number, number] => ['y', 1, 2]),
        ['9 x', 2, 2],
      ),
    ],
  ])('leaves in its place %s', (_, statements) => {
    expect(order(statements)).toEqual(statements.map(({ text }) => text));
  });

  it('has nothing to say about nothing', () => {
    expect(newestFirst([])).toEqual([]);
  });
});

describe('outdated statements', () => {
  const latest = (question: string, ...statements: readonly Told[]) => {
    const found = outdated(said(...statements), question);
    return [...found].map(([number, { text }]) => [number, text]);
  };

  it('are those that tell another amount of what is asked for', () => {
    expect(
      latest(
        'How many problems have I solved?',
        ['I solved 8 problems.', 1, 1],
        ['Now it is 12 problems.', 2, 1],
        ['15 problems by now', 3, 1],
      ),
    ).toEqual([
      [1, '15 problems by now'],
      [2, '15 problems by now'],
    ]);
  });

  it.each([
    ['something else that is counted', ['8 problems', 1, 1], ['12 apples', 2, 1]],
    ['the same amount', ['8 problems', 1, 1], ['those 8 problems', 2, 1]],
    ['several amounts', ['8 problems', 1, 1], ['9 problems and 3 problems', 2, 1]],
    ['what is not asked for', ['8 apples', 1, 1], ['12 apples', 2, 1]],
  ] as const)('are not those that tell %s', (_, earlier, later) => {
    expect(latest('How many problems have I solved?', earlier, later)).toEqual([]);
  });
});
