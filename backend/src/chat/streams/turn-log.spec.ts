import { seededRandom } from '../../../test/support/seeded-random.js';
import type { TurnEvent } from '../turn-events.js';
import type { NumberedEvent } from './stream-position.js';
import { nextRun } from './stream-position.js';
import { TurnLog } from './turn-log.js';

const META: TurnEvent = {
  type: 'meta',
  data: { messageId: 'a', userMessageId: 'u', streamId: 'a', model: 'm', degraded: [] },
};
const MEMORY: TurnEvent = { type: 'memory', data: { used: [] } };
const token = (text: string): TurnEvent => ({ type: 'token', data: { text } });
const ERROR: TurnEvent = {
  type: 'error',
  data: { code: 'model_cut', message: 'Cut.', retryable: true, partial: true },
};
const DONE: TurnEvent = { type: 'done', data: { finishReason: 'stop', usage: null } };

/** A client by the rules of docs/protocol.md. */
class Client {
  text = '';
  position = 0;
  readonly types: string[] = [];

  take({ sequence, event }: NumberedEvent): void {
    if (event.type === 'meta') this.text = '';
    if (event.type === 'token') this.text += event.data.text;
    this.types.push(event.type);
    this.position = sequence;
  }
}

const numbered = (log: TurnLog, position: number) => {
  const events: NumberedEvent[] = [];
  const subscription = log.after(position).subscribe((event) => events.push(event));
  return { events, subscription };
};

/** Tells the events while a reader hears some, is cut, and comes back, again and again. */
function readWithCuts(log: TurnLog, events: readonly TurnEvent[], random: () => number): Client {
  const client = new Client();
  let patience = 0;
  const take = (event: NumberedEvent) => {
    // What comes after the cut never arrives.
    if (patience-- > 0) client.take(event);
  };
  const connect = () => {
    patience = Math.floor(random() * 6);
    return log.after(client.position).subscribe(take);
  };
  let subscription = connect();
  for (const event of events) {
    log.add(event);
    if (patience > 0 || random() < 0.5) continue;
    subscription.unsubscribe();
    subscription = connect();
  }
  subscription.unsubscribe();
  patience = Infinity;
  log.after(client.position).subscribe(take);
  return client;
}

describe('the log of a turn', () => {
  it('tells each reader the same, whenever they are cut, whatever the ring still knows', () => {
    for (let seed = 1; seed <= 2_000; seed++) {
      const random = seededRandom(seed);
      const texts = Array.from(
        { length: Math.floor(random() * 40) },
        (_, at) => `${at}${'é👍x'.slice(0, Math.floor(random() * 5))} `,
      );
      const isFailed = random() < 0.3;
      const events = [META, MEMORY, ...texts.map(token), ...(isFailed ? [ERROR] : []), DONE];
      const before = random() < 0.3 ? 100_000 : 0;
      const log = new TurnLog(before, 1 + Math.floor(random() * 12));
      const client = readWithCuts(log, events, random);
      expect({ seed, text: client.text, last: client.types.at(-1) }).toEqual({
        seed,
        text: texts.join(''),
        last: 'done',
      });
      expect(client.position).toBe(before + events.length);
    }
  });

  it('tells what is missing as one event, without what is there', () => {
    const log = new TurnLog();
    for (const event of [META, MEMORY, token('a'), token('b'), token('c')]) log.add(event);
    const { events, subscription } = numbered(log, 3);
    log.add(token('d'));
    log.add(DONE);
    expect(events.map(({ sequence, event }) => [sequence, event])).toEqual([
      [5, token('bc')],
      [6, token('d')],
      [7, DONE],
    ]);
    expect(subscription.closed).toBe(true);
  });

  it('tells all anew, from meta on, to who lacks more than it knows or is of an earlier run', () => {
    const log = new TurnLog(100_000, 2);
    for (const event of [META, MEMORY, token('a'), token('b'), token('c')]) log.add(event);
    const types = (position: number) =>
      numbered(log, position).events.map(({ event }) => event.type);
    expect(types(100_003)).toEqual(['token']);
    expect(types(100_002)).toEqual(['token']);
    expect(types(99)).toEqual(['meta', 'memory', 'token']);
    log.add(token('d'));
    expect(types(100_003)).toEqual(['meta', 'memory', 'token']);
    expect(numbered(log, 100_003).events.at(-1)?.event).toEqual(token('abcd'));
  });

  it('knows who is ahead of it', () => {
    const log = new TurnLog();
    log.add(META);
    expect([log.isAhead(1), log.isAhead(2)]).toEqual([false, true]);
  });

  it('uses no number twice when an answer is continued', () => {
    expect([0, 7, 99_999, 100_000, 165_541].map(nextRun)).toEqual([
      100_000, 100_000, 100_000, 200_000, 200_000,
    ]);
  });
});
