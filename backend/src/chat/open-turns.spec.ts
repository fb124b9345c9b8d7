import type { NextFunction, Request, Response } from 'express';
import { PassThrough } from 'node:stream';
import { Foreground } from '../foreground/index.js';
import { refuseExcessTurns } from './open-turns.js';

const turn = { method: 'POST', path: '/api/chat' } as Request;

describe('a crowd of turns', () => {
  const order: string[] = [];
  let now = 0;
  let foreground: Foreground;
  let handler: ReturnType<typeof refuseExcessTurns>;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setImmediate'] });
    order.length = 0;
    now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    foreground = new Foreground();
    const places = { running: 9, waiting: 9, perUser: 10, waitMs: 1_000 };
    handler = refuseExcessTurns(places, foreground);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  /** Comes to the door. */
  const comes = (name: string, request = turn) => {
    const response = Object.assign(new PassThrough(), {
      headersSent: false,
      setHeader: () => response,
      status: () => response,
      type: () => response,
      end: () => order.push(`${name} refused`),
    });
    const next: NextFunction = () => order.push(`${name} enters`);
    handler(request, response as unknown as Response, next);
  };
  /** The event loop goes round once. */
  const round = () => vi.advanceTimersToNextTimer();

  it('enters some at a time, once nobody else comes, and who is refused learns it first', () => {
    for (let number = 1; number <= 19; number++) comes(`${number}`);
    expect(order.splice(0)).toEqual(['1 enters', '19 refused']);
    round();
    expect(order.splice(0)).toEqual([]);
    comes('20');
    round();
    expect(order.splice(0)).toEqual(['20 refused']);
    round();
    expect(order).toHaveLength(16);
    expect(order.splice(0)).toContain('17 enters');
    round();
    expect(order).toEqual(['18 enters']);
  });

  it('does not wait for ever while others keep coming', () => {
    comes('a');
    comes('b');
    for (; now < 300; now += 10) {
      comes('other');
      round();
    }
    expect(order).not.toContain('b enters');
    comes('other');
    round();
    expect(order).toContain('b enters');
  });

  it('says how many are not let in yet', () => {
    for (let number = 1; number <= 18; number++) comes(`${number}`);
    expect(foreground.count).toBe(17);
    round();
    round();
    expect(foreground.count).toBe(1);
    round();
    expect(foreground.count).toBe(0);
  });

  it('keeps nobody who comes alone, or wants something else', () => {
    comes('a');
    round();
    round();
    comes('b');
    comes('c', { method: 'GET', path: '/api/sessions' } as Request);
    expect(order).toEqual(['a enters', 'b enters', 'c enters']);
  });
});
