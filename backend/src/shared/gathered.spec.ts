import { Gathered } from './gathered.js';

/** Work that is done when it is let go, and remembers its rounds. */
function aWork() {
  const rounds: {
    readonly asks: readonly string[];
    readonly end: PromiseWithResolvers<undefined>;
  }[] = [];
  let begun = Promise.withResolvers<undefined>();
  const work = async (asks: readonly string[]): Promise<string[]> => {
    const end = Promise.withResolvers<undefined>();
    rounds.push({ asks, end });
    begun.resolve(undefined);
    await end.promise;
    return asks.map((ask) => ask.toUpperCase());
  };
  /** Waits until the next round has begun. */
  const next = async () => {
    await begun.promise;
    begun = Promise.withResolvers<undefined>();
    const round = rounds.at(-1);
    if (!round) throw new Error('a round has begun');
    return round;
  };
  return { work, next };
}

describe('gathered work', () => {
  it('does together what is asked at the same instant, and then what came meanwhile', async () => {
    const { work, next } = aWork();
    const gathered = new Gathered(work, { most: 10 });
    const first = [gathered.ask('a'), gathered.ask('b')];
    const round = await next();
    expect(round.asks).toEqual(['a', 'b']);
    const second = [gathered.ask('c'), gathered.ask('d')];
    round.end.resolve(undefined);
    await expect(Promise.all(first)).resolves.toEqual(['A', 'B']);
    const later = await next();
    expect(later.asks).toEqual(['c', 'd']);
    later.end.resolve(undefined);
    await expect(Promise.all(second)).resolves.toEqual(['C', 'D']);
  });

  it('takes no more at once than it may, and none of one key together', async () => {
    const { work, next } = aWork();
    const gathered = new Gathered(work, { most: 2, keyOf: (ask) => ask.charAt(0) });
    const all = ['a1', 'a2', 'b1', 'c1'].map((ask) => gathered.ask(ask));
    for (const expected of [
      ['a1', 'b1'],
      ['a2', 'c1'],
    ]) {
      const round = await next();
      expect(round.asks).toEqual(expected);
      round.end.resolve(undefined);
    }
    await expect(Promise.all(all)).resolves.toEqual(['A1', 'A2', 'B1', 'C1']);
  });

  it('tells everybody of a round that failed, and goes on', async () => {
    const { work, next } = aWork();
    const gathered = new Gathered(work, { most: 10 });
    const failing = [gathered.ask('a'), gathered.ask('b')];
    (await next()).end.reject(new Error('away'));
    const said = await Promise.allSettled(failing);
    expect(said.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const working = gathered.ask('c');
    (await next()).end.resolve(undefined);
    await expect(working).resolves.toBe('C');
  });
});
