import { setImmediate as nextTurn } from 'node:timers/promises';

/** How rounds are made up. */
export interface RoundOptions<Ask> {
  /** Most asks of one round. */
  readonly most: number;
  /** No round has two asks of one key: the later one waits for the next. Left out: any may come together. */
  readonly keyOf?: (ask: Ask) => string;
}

interface Waiting<Ask, Answer> {
  readonly ask: Ask;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Does work for many at once: what is asked for while a round of it is under way waits for the next.
 * Who asks alone does not wait, and a hundred who ask at the same instant cost a few rounds.
 */
export class Gathered<Ask, Answer> {
  private waiting: Waiting<Ask, Answer>[] = [];
  private isUnderWay = false;

  /** @param work one answer an ask, in their order; when it throws, all of the round learn that. */
  constructor(
    private readonly work: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
    private readonly options: RoundOptions<Ask>,
  ) {}

  /** @throws whatever the round throws. */
  ask(ask: Ask): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      this.waiting.push({ ask, resolve, reject });
      if (!this.isUnderWay) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isUnderWay = true;
    while (this.waiting.length > 0) {
      // Whoever came by the same turn of the event loop comes along.
      await nextTurn();
      await this.round(this.take());
    }
    this.isUnderWay = false;
  }

  private async round(taken: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await this.work(taken.map(({ ask }) => ask));
      // The work gives one answer an ask.
      taken.forEach(({ resolve }, index) => {
        resolve(answers[index] as Answer);
      });
    } catch (fault) {
      // Whoever asked decides what to do about it.
      for (const { reject } of taken) reject(fault);
    }
  }

  private take(): readonly Waiting<Ask, Answer>[] {
    const { most, keyOf } = this.options;
    const keys = new Set<string>();
    const taken = new Set<Waiting<Ask, Answer>>();
    for (const each of this.waiting) {
      if (taken.size === most) break;
      const key = keyOf?.(each.ask);
      if (key !== undefined && keys.has(key)) continue;
      if (key !== undefined) keys.add(key);
      taken.add(each);
    }
    this.waiting = this.waiting.filter((each) => !taken.has(each));
    return [...taken];
  }
}

/** Does what can be done for several asks at once group by group, and gives the answers in their order. */
export async function together<Ask, Answer>(
  asks: readonly Ask[],
  keyOf: (ask: Ask) => string,
  work: (group: readonly Ask[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const groups = [...Map.groupBy(asks, keyOf).values()];
  const answers = new Map<Ask, Answer>();
  await Promise.all(
    groups.map(async (group) => {
      const done = await work(group);
      group.forEach((ask, index) => answers.set(ask, done[index] as Answer));
    }),
  );
  return asks.map((ask) => answers.get(ask) as Answer);
}
