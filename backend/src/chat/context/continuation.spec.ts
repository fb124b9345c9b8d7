import { continuationOf } from './continuation.js';
import { sizeOf } from './history-window.js';

describe('the end of an unfinished answer', () => {
  it('is all of it where there is room', () => {
    const { sent, messages } = continuationOf('One two', 1_000);
    expect(sent).toEqual({ from: 0, to: 7 });
    expect(messages.map(({ role }) => role)).toEqual(['assistant', 'user']);
    expect(messages[0]?.text).toBe('One two');
  });

  it.each(['word '.repeat(5_000), '👍'.repeat(5_000), 'x'.repeat(20_000)])(
    'fits into half of the room, and breaks no character',
    (text) => {
      for (let room = 300; room < 320; room++) {
        const { sent, messages } = continuationOf(text, room);
        const [end] = messages;
        expect(text.endsWith(end!.text)).toBe(true);
        expect(text.slice(sent.from)).toBe(end!.text);
        expect(end!.text.isWellFormed()).toBe(true);
        expect(sizeOf(end!.text) + sizeOf(messages[1]!.text)).toBeLessThanOrEqual(room / 2);
      }
    },
  );

  it('is left out where there is no room at all', () => {
    const { sent, messages } = continuationOf('One two', 0);
    expect([sent.from, messages.length]).toEqual([7, 1]);
  });
});
