import type { MessageEvent } from '@nestjs/common';
import { from, Subject } from 'rxjs';
import type { TurnEvent } from './turn-events.js';
import { toServerSentEvents } from './turn-stream.js';

const { jest } = import.meta;

const token = (text: string): TurnEvent => ({ type: 'token', data: { text } });

describe('a turn as server-sent events', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const listen = (events: Parameters<typeof toServerSentEvents>[1]) => {
    const heard: MessageEvent[] = [];
    let completed = false;
    const subscription = toServerSentEvents('stream', events).subscribe({
      next: (event) => heard.push(event),
      complete: () => (completed = true),
    });
    return { heard, subscription, isComplete: () => completed };
  };

  it('numbers each event from 1, whoever listens', () => {
    const turn = from([token('a'), token('b')]);
    for (const { heard } of [listen(turn), listen(turn)])
      expect(heard).toEqual([
        { type: 'token', data: { text: 'a' }, id: 'stream:1' },
        { type: 'token', data: { text: 'b' }, id: 'stream:2' },
      ]);
  });

  it('beats every 15 seconds without counting the beats', () => {
    const turn = new Subject<TurnEvent>();
    const { heard } = listen(turn);
    turn.next(token('a'));
    jest.advanceTimersByTime(30_000);
    turn.next(token('b'));
    const beat = { comment: 'heartbeat' };
    expect(heard).toEqual([
      expect.objectContaining({ id: 'stream:1' }),
      beat,
      beat,
      expect.objectContaining({ id: 'stream:2' }),
    ]);
  });

  it('stops beating when the turn ends, even one that ended long ago', () => {
    const turn = new Subject<TurnEvent>();
    const running = listen(turn);
    const replayed = listen(from([token('a')]));
    expect(replayed.isComplete()).toBe(true);
    expect(running.isComplete()).toBe(false);
    turn.complete();
    expect(running.isComplete()).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('stops beating when the listener goes', () => {
    const { subscription } = listen(new Subject<TurnEvent>());
    expect(jest.getTimerCount()).toBe(1);
    subscription.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });
});
