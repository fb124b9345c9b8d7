import type { MessageEvent } from '@nestjs/common';
import { from, Subject } from 'rxjs';
import type { NumberedEvent } from './streams/stream-position.js';
import { toServerSentEvents } from './turn-stream.js';

const token = (text: string, sequence = 1): NumberedEvent => ({
  sequence,
  event: { type: 'token', data: { text } },
});

describe('a turn as server-sent events', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const listen = (events: Parameters<typeof toServerSentEvents>[1]) => {
    const heard: MessageEvent[] = [];
    let completed = false;
    const subscription = toServerSentEvents('stream', events).subscribe({
      next: (event) => heard.push(event),
      complete: () => (completed = true),
    });
    return { heard, subscription, isComplete: () => completed };
  };

  it('gives each event the id of the stream and its number', () => {
    const { heard } = listen(from([token('a', 7), token('b', 8)]));
    expect(heard).toEqual([
      { type: 'token', data: { text: 'a' }, id: 'stream:7' },
      { type: 'token', data: { text: 'b' }, id: 'stream:8' },
    ]);
  });

  it('breaks off without a word that is no event of ours when it cannot be told on', () => {
    const turn = new Subject<NumberedEvent>();
    const { heard, isComplete } = listen(turn);
    turn.next(token('a'));
    turn.error(new Error('The database does not answer'));
    expect(heard).toEqual([expect.objectContaining({ id: 'stream:1' })]);
    expect(isComplete()).toBe(true);
  });

  it('beats every 15 seconds without counting the beats', () => {
    const turn = new Subject<NumberedEvent>();
    const { heard } = listen(turn);
    turn.next(token('a'));
    vi.advanceTimersByTime(30_000);
    turn.next(token('b', 2));
    const beat = { comment: 'heartbeat' };
    expect(heard).toEqual([
      expect.objectContaining({ id: 'stream:1' }),
      beat,
      beat,
      expect.objectContaining({ id: 'stream:2' }),
    ]);
  });

  it('stops beating when the turn ends, even one that ended long ago', () => {
    const turn = new Subject<NumberedEvent>();
    const running = listen(turn);
    const replayed = listen(from([token('a')]));
    expect(replayed.isComplete()).toBe(true);
    expect(running.isComplete()).toBe(false);
    turn.complete();
    expect(running.isComplete()).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops beating when the listener goes', () => {
    const { subscription } = listen(new Subject<NumberedEvent>());
    expect(vi.getTimerCount()).toBe(1);
    subscription.unsubscribe();
    expect(vi.getTimerCount()).toBe(0);
  });
});
