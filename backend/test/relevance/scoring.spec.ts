import type { ImportLine, Question } from './labelled-set.ts';
import { LabelledSpace } from './labelled-space.ts';
import { score, type RecallAnswer } from './scoring.ts';

const line = (id: string, role: ImportLine['role'] = 'user'): ImportLine => ({
  space: 'Home',
  session: id.slice(0, 1),
  id,
  role,
  at: '2024-05-01T10:00:00Z',
  text: id,
});
const LINES = [
  line('a1'),
  line('a2', 'assistant'),
  line('a3'),
  line('b1', 'assistant'),
  line('b2'),
];
const MORE = Array.from({ length: 10 }, (_, index) => line(`c${index}`));
const space = new LabelledSpace('Home', [
  { name: 'home', lines: [...LINES, ...MORE], questions: [] },
]);

const question = (evidence: readonly string[], newest?: string): Question => ({
  text: 'Well?',
  kind: newest === undefined ? 'fact' : 'changed',
  evidence,
  ...(newest !== undefined && { newest }),
});

const answer = (items: readonly (readonly string[])[], nothingFits = false): RecallAnswer => ({
  items: items.map((ids) => ({ sources: ids.map((externalId) => ({ externalId })) })),
  confidence: 0.7,
  nothingFits,
  degraded: [],
});

describe('the score of an answer', () => {
  it('counts a message with the reply to it as one place', () => {
    const scored = score(space, question(['a3']), answer([['a1', 'a2'], ['a2'], ['a3']]));
    expect(scored.reciprocalRank).toBe(1 / 2);
  });

  it('takes the message for its reply, and a reply that opens a session for itself', () => {
    expect(score(space, question(['a2']), answer([['a1']])).recallAt5).toBe(1);
    expect(score(space, question(['b1']), answer([['a3']])).recallAt5).toBe(0);
    expect(score(space, question(['b1']), answer([['b1']])).recallAt5).toBe(1);
  });

  it('is the share of the evidence within five and ten places', () => {
    const ranking = MORE.map(({ id }) => [id]);
    const scored = score(space, question(['c0', 'c4', 'c5', 'a1']), answer(ranking));
    expect(scored).toMatchObject({ recallAt5: 0.5, recallAt10: 0.75, reciprocalRank: 1 });
  });

  it('is nothing where nothing was found', () => {
    const scored = score(space, question(['a1']), answer([]));
    expect(scored).toMatchObject({
      recallAt10: 0,
      reciprocalRank: 0,
      refused: true,
      confidence: 0,
    });
  });

  it.each([
    ['above the earlier one', [['a3'], ['a1']], true],
    ['below it', [['a1'], ['a3']], false],
    ['alone', [['a3']], true],
    ['not found', [['a1']], false],
  ])('says whether the latest statement won: %s', (_, items, won) => {
    expect(score(space, question(['a1', 'a3'], 'a3'), answer(items)).newestWon).toBe(won);
  });

  it('looks for the latest statement alone', () => {
    const scored = score(space, question(['a1', 'a3'], 'a3'), answer([['a3']]));
    expect(scored.recallAt5).toBe(1);
    expect(score(space, question(['a1', 'a3']), answer([['a3']])).recallAt5).toBe(0.5);
  });

  it('counts what is no message of the space', () => {
    const from = [{ sources: [{ externalId: null }, { externalId: 'x1' }, { externalId: 'a1' }] }];
    const scored = score(space, question(['a1']), { ...answer([]), items: from });
    expect(scored).toMatchObject({ foreign: 2, reciprocalRank: 1 });
  });

  it('takes "nothing fits" for a refusal whatever was found', () => {
    expect(score(space, question(['a1']), answer([['a1']], true))).toMatchObject({
      refused: true,
      confidence: 0,
    });
  });
});
