import { newestFirst, outdated, type Statement } from './newest-first.js';

const DAY = 86_400_000;

type Told = readonly [text: string, day: number, score: number];

/** Statements, best first, each with the day on which it was said. */
const said = (...texts: readonly Told[]): Statement[] =>
  texts.map(([text, day, score]) => ({ text, number: day, at: new Date(day * DAY), score }));

const order = (statements: readonly Statement[], question = 'How many problems?'): string[] =>
  newestFirst(statements, question).map(({ text }) => text);

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
    [
      'What is my favourite colour?',
      'My favourite colour is green.',
      'My favourite colour is purple, I find that it suits me well.',
    ],
    [
      'Who is my manager?',
      'My manager is Carla.',
      'My manager is Dmitri, who came from the Berlin office.',
    ],
    [
      'What is my dog called?',
      'My dog is called Rex.',
      'As it turns out my dog is called Bruno, that fits him better.',
    ],
    [
      'What am I allergic to?',
      'I am allergic to peanuts.',
      'I am allergic to hazelnuts, not to peanuts.',
    ],
    [
      'Where does my sister live?',
      'My sister lives in Rome.',
      'My sister lives in Oslo with her husband and kids.',
    ],
    ['Which car do I drive?', 'I drive a Volvo.', 'I drive a Toyota that I bought in spring.'],
    ['Wer ist mein Chef?', 'Mein Chef ist Herr Kunz.', 'Mein Chef ist Frau Ahrens.'],
  ])('puts what says something else before what was, as for "%s"', (question, before, after) => {
    const statements = said([before, 1, 2], [after, 2, 1.5]);
    expect(order(statements, question)).toEqual([after, before]);
  });

  it.each([
    [
      'who says the same again',
      'Who is my manager?',
      'My manager is Carla.',
      'My manager is still Carla, by the way.',
    ],
    [
      'what is not asked for',
      'What is my favourite colour?',
      'My manager is Carla.',
      'My manager is Dmitri.',
    ],
    ['what shares fewer words', 'Who is my manager?', 'Carla is my manager.', 'My manager rocks.'],
  ])('leaves in its place %s', (_, question, before, after) => {
    expect(order(said([before, 1, 2], [after, 2, 1.5]), question)).toEqual([before, after]);
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
    expect(newestFirst([], 'What is there?')).toEqual([]);
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
    ['What is my rent in €?', 'My rent is 900 €.', 'My rent is 950 €.'],
    ['How much is my rent?', 'I pay $900 of rent.', 'The rent is up: I pay $950.'],
    [
      'What does the gym cost?',
      'The gym costs me 45 euros a month.',
      'The gym costs 52 euros a month.',
    ],
    ['How much do I weigh?', 'I weigh 82 kg.', 'I weigh 79 kg.'],
    ['What interest do I get?', 'The interest is 3 %.', 'They give me an interest of 4 %.'],
    ['Who is my manager?', 'My manager is Carla.', 'My manager is Dmitri.'],
    ['Where do I live?', 'I think I live in Hamburg.', 'These days I live in Lisbon.'],
  ])('are told by measures and by what excludes, as for "%s"', (question, earlier, later) => {
    expect(latest(question, [earlier, 1, 1], [later, 2, 1])).toEqual([[1, later]]);
  });

  it('are not those that leave room for a later one', () => {
    const question = 'Which tea do I like?';
    expect(
      latest(question, ['I like tea with milk.', 1, 1], ['I like tea with mint.', 2, 1]),
    ).toEqual([]);
    expect(latest('How is the rent?', ['Rent: 900 €', 1, 1], ['It rains: 30 €', 2, 1])).toEqual([]);
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
