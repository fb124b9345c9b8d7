import { FakeRecall } from './fake-recall.ts';
import { areaUnderCurve, figuresOf } from './figures.ts';
import type { Conversation, Question } from './labelled-set.ts';
import { measure } from './measure.ts';

const conversation = (
  name: string,
  said: readonly string[],
  questions: readonly Question[],
): Conversation => ({
  name,
  lines: said.map((text, index) => ({
    space: name,
    session: `${name}-1`,
    id: `${name}-1-${index}`,
    role: 'user',
    at: `2024-05-0${index + 1}T10:00:00Z`,
    text,
  })),
  questions,
});

const SET = [
  conversation(
    'boats',
    ['The boat is green', 'The boat is blue', 'Lunch was soup'],
    [
      {
        text: 'boat colour',
        kind: 'changed',
        evidence: ['boats-1-0', 'boats-1-1'],
        newest: 'boats-1-1',
      },
      { text: 'Which soup', kind: 'fact', evidence: ['boats-1-2'], at: '2024-05-04T00:00:00Z' },
      { text: 'Wohin', kind: 'fact', language: 'de', evidence: ['boats-1-0'] },
      { text: 'violin', kind: 'unknown', evidence: [] },
      { text: 'lunch', kind: 'smalltalk', evidence: [] },
    ],
  ),
  conversation('cats', ['The cat sleeps'], [{ text: 'cat', kind: 'fact', evidence: ['cats-1-0'] }]),
];

describe('the measure', () => {
  it('adds up what a service answers, by kind and language', async () => {
    const figures = figuresOf(await measure(new FakeRecall(), SET));
    expect(figures.rows).toMatchObject({
      all: { questions: 4, recallAt5: 75, recallAt10: 75, reciprocalRank: 62.5 },
      changed: { questions: 1, recallAt5: 100, reciprocalRank: 50 },
      fact: { questions: 3, recallAt5: 66.7 },
      'in de': { questions: 1, recallAt5: 0 },
      'in en': { questions: 3, recallAt5: 100 },
    });
    expect(figures).toMatchObject({
      newestWins: { questions: 1, percent: 0 },
      refusedUnknown: { questions: 1, percent: 100 },
      refusedSmalltalk: { questions: 1, percent: 0 },
      refusedElsewhere: { questions: 4, percent: 100 },
      refusedWrongly: { questions: 4, percent: 25 },
      confidenceTells: 87.5,
    });
  });

  it('asks as of the day after the last message, or as of the day that the question says', async () => {
    const service = new FakeRecall();
    await measure(service, SET);
    expect(service.asked).toContainEqual({
      query: 'boat colour',
      space: 'boats',
      at: '2024-05-04T10:00:00.000Z',
    });
    expect(service.asked).toContainEqual({
      query: 'Which soup',
      space: 'boats',
      at: '2024-05-04T00:00:00Z',
    });
  });

  it('sees memories of another space', async () => {
    const foreign = async (service: FakeRecall) =>
      (await measure(service, SET)).reduce((sum, one) => sum + one.foreign, 0);
    expect(await foreign(new FakeRecall())).toBe(0);
    expect(await foreign(new FakeRecall({ leaks: true }))).toBeGreaterThan(0);
  });

  it('takes an empty answer for a refusal, whatever it says', async () => {
    const figures = figuresOf(await measure(new FakeRecall({ neverRefuses: true }), SET));
    expect(figures.refusedUnknown.percent).toBe(100);
  });
});

it.each([
  [[1, 2], [0], 1],
  [[1], [1], 0.5],
  [[0, 2], [1], 0.5],
  [[0], [1, 2], 0],
])('the area under the curve of %j over %j is %d', (larger, smaller, area) => {
  expect(areaUnderCurve(larger, smaller)).toBe(area);
});
