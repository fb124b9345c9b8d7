import type { NextFunction, Request, Response } from 'express';
import { PassThrough } from 'node:stream';
import { refuseExcessTurns } from './open-turns.js';

const turn = { method: 'POST', path: '/api/chat' } as Request;

describe('a crowd of turns', () => {
  const order: string[] = [];
  let now = 0;
  let handler: ReturnType<typeof refuseExcessTurns>;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setImmediate'] });
    order.length = 0;
    now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    handler = refuseExcessTurns({ running: 2, waiting: 2, perUser: 10, waitMs: 1_000 });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  /** Comes to the door. */
  const comes = (name: string, request = turn) => {
    const response = Object.assign(new PassThrough(), {
      headersSent: false,
      setHeader: () => undefined,
      status: () => response,
      type: () => response,
      send: () => order.push(`${name} refused`),
    });
    const next: NextFunction = () => order.push(`${name} enters`);
    handler(request, response as unknown as Response, next);
  };
  /** The event loop goes round once. */
  const round = () => vi.advanceTimersToNextTimer();

  it('enters one after the other, once nobody else comes, and who is refused learns it first', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) comes(name);
    expect(order.splice(0)).toEqual(['a enters', 'e refused']);
    round();
    expect(order.splice(0)).toEqual([]);
    comes('f');
    round();
    expect(order.splice(0)).toEqual(['f refused']);
    for (let rounds = 0; rounds < 3; rounds++) round();
    expect(order.splice(0)).toEqual(['b enters', 'c enters', 'd enters']);
  });

  it('does not wait for ever while others keep coming', () => {
    for (const name of ['a', 'b']) comes(name);
    for (; now < 100; now += 10) {
      comes('other');
      round();
    }
    expect(order).not.toContain('b enters');
    comes('other');
    round();
    expect(order).toContain('b enters');
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
