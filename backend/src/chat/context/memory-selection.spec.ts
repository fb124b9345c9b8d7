import type { RecalledMemory, Recollection } from '../../memory/index.js';
import { selectMemories } from './memory-selection.js';

const parts: RecalledMemory['parts'] = {
  lexical: 1,
  meaning: 0,
  context: 0,
  speaker: 0,
  time: 0,
  standing: 0,
  newest: 0,
};

const aMemory = (memoryId: string, text: string): RecalledMemory => ({
  memoryId,
  kind: 'turn',
  text,
  at: '2026-05-04T12:00:00.000Z',
  score: 1,
  parts,
  tokens: 1,
  speaker: null,
  outdatedBy: null,
  outdatedAt: null,
  sources: [
    {
      messageId: `message of ${memoryId}`,
      externalId: null,
      sessionId: 'session',
      sessionTitle: 'A title',
      sessionExternalId: null,
      role: 'user',
    },
  ],
});

const RULES = { shown: new Set<string>(), budget: 1_000, quoting: false };

const select = (
  items: readonly RecalledMemory[],
  rules: Partial<typeof RULES> = {},
  more: Partial<Recollection> = {},
) => {
  const found = { items, nothingFits: false, leftOut: [], ...more };
  const { used, leftOut } = selectMemories(found, { ...RULES, ...rules });
  return {
    used: used.map(({ memoryId }) => memoryId),
    leftOut: leftOut.map(({ memoryId, reason }) => [memoryId, reason]),
  };
};

describe('the memories of a prompt', () => {
  const dog = aMemory('dog', 'My dog is called Rex.');
  const cat = aMemory('cat', 'My cat is called Tom.');
  const long = aMemory('long', 'word '.repeat(500));

  it('are those that fit, the others with the reason why not', () => {
    expect(select([dog, long, cat], { budget: 100 })).toEqual({
      used: ['dog', 'cat'],
      leftOut: [['long', 'token_budget']],
    });
  });

  it('are none that the conversation shows', () => {
    const shown = new Set(['message of dog']);
    expect(select([dog, cat], { shown })).toEqual({
      used: ['cat'],
      leftOut: [['dog', 'in_conversation']],
    });
  });

  it('are none at all when nothing fits', () => {
    expect(select([dog, cat], {}, { nothingFits: true })).toEqual({
      used: [],
      leftOut: [
        ['dog', 'nothing_fits'],
        ['cat', 'nothing_fits'],
      ],
    });
  });

  it('are no questions where they are the answer', () => {
    const question = aMemory('question', 'What is my dog called?');
    expect(select([question, dog], { quoting: true })).toEqual({
      used: ['dog'],
      leftOut: [['question', 'question']],
    });
    expect(select([question, dog]).used).toEqual(['question', 'dog']);
  });

  it('come with those that recall itself left out', () => {
    const repeated = { memoryId: 'again', score: 0.9, parts, reason: 'repeated' as const };
    expect(select([dog], {}, { leftOut: [repeated] }).leftOut).toEqual([['again', 'repeated']]);
  });
});
