import { seededRandom } from '../../../test/support/seeded-random.js';
import type { AnswerStream, Message } from '../../messages/index.js';
import type { TurnEvent } from '../turn-events.js';
import { FollowedStream } from './followed-stream.js';
import type { NumberedEvent } from './stream-position.js';

const OPENING: TurnEvent[] = [
  {
    type: 'meta',
    data: { messageId: 'a', userMessageId: 'u', streamId: 'a', model: 'm', degraded: [] },
  },
  { type: 'memory', data: { used: [] } },
];

const at = (sequence: number, text: string, status = 'streaming'): AnswerStream => ({
  // Only these are read.
  answer: { text, status } as Message,
  sequence,
  isAlive: true,
});

const follow = (position: number) => new FollowedStream(position, () => Promise.resolve(OPENING));
const brief = (events: readonly NumberedEvent[]) =>
  events.map(({ sequence, event: { type, data } }) =>
    'text' in data ? [sequence, data.text] : [sequence, type],
  );

describe('a stream that is followed by what is kept of it', () => {
  it('waits for its beginning, then tells it and what is added', async () => {
    const followed = follow(0);
    expect(await followed.grow(at(0, ''))).toEqual([]);
    expect(brief(await followed.grow(at(5, 'ab')))).toEqual([
      [1, 'meta'],
      [2, 'memory'],
      [5, 'ab'],
    ]);
    expect(await followed.grow(at(5, 'ab'))).toEqual([]);
    expect(brief(await followed.grow(at(9, 'abcd')))).toEqual([[9, 'cd']]);
    expect(brief(await followed.grow(at(9, 'abcdef', 'complete')))).toEqual([[10, 'ef']]);
  });

  it('tells only what is added to who has what is kept', async () => {
    const followed = follow(5);
    expect(await followed.grow(at(5, 'ab'))).toEqual([]);
    expect(brief(await followed.grow(at(6, 'abc')))).toEqual([[6, 'c']]);
  });

  it.each([
    ['is not at a checkpoint', 4, at(5, 'ab')],
    ['is ahead of it', 7, at(5, 'ab')],
    ['is at the last checkpoint of one that has ended', 5, at(5, 'ab', 'complete')],
    ['has an answer of before it was continued', 5, at(100_005, 'ab')],
  ])('tells all anew to a reader who %s', async (_, position, stream) => {
    const events = brief(await follow(position).grow(stream));
    expect(events.map(([, word]) => word)).toEqual(['meta', 'memory', 'ab']);
  });

  it('never tells a reader a text that is not the one that is kept', async () => {
    for (let seed = 1; seed <= 500; seed++) {
      const random = seededRandom(seed);
      let [text, sequence, told] = ['', 2, ''];
      const followed = follow(random() < 0.5 ? 0 : Math.floor(random() * 5));
      for (let look = 0; look < 20; look++) {
        const more = 'xyz'.slice(0, Math.floor(random() * 4));
        // A crash lost the end, and it was continued from what is kept.
        if (random() < 0.05) [text, sequence] = [text.slice(0, 3), 100_000 * (look + 1) + 2];
        [text, sequence] = [text + more, sequence + more.length];
        for (const { event } of await followed.grow(at(sequence, text))) {
          if (event.type === 'meta') told = '';
          if (event.type === 'token') told += event.data.text;
        }
        expect({ seed, told: text.endsWith(told) }).toEqual({ seed, told: true });
      }
    }
  });
});
