import pg from 'pg';

/** Milliseconds after which the system asks whether the other side of an idle connection is still there. */
const KEEP_ALIVE = 10_000;

/** Connections that are open, or are being opened, by the configuration of their pool. */
const pools = new WeakMap<SteadyConfig, Set<SteadyClient>>();

/** How a connection is made, and for how long it waits. */
export interface SteadyConfig extends pg.ClientConfig {
  /** Milliseconds that an answer may take; it waits for ever unless given. */
  readonly answerWithin?: number;
}

/**
 * A connection whose end is nobody's surprise. The pool has no listener on a connection for the moment in
 * which it hands it over: a server that ends it just then, as one that shuts down does, would end this
 * process. Whoever asks something of it is told all the same. And one that has fallen silent, as it does
 * when a cable is pulled, is given up: the server's own limit for a statement does not get through. With it
 * go those of the same pool that wait for nothing: whoever tried them would wait as long.
 */
export class SteadyClient extends pg.Client {
  /** Milliseconds that an answer may take; undefined: as long as it takes. */
  private answerWithin: number | undefined;
  private asked = 0;
  private readonly siblings: Set<SteadyClient>;

  /** @param config the same object for all of a pool. */
  constructor(config: SteadyConfig = {}) {
    const { answerWithin, ...rest } = config;
    super({ ...rest, keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE });
    this.answerWithin = answerWithin;
    this.siblings = pools.get(config) ?? new Set();
    pools.set(config, this.siblings.add(this));
    this.once('end', () => this.siblings.delete(this));
    this.on('error', () => undefined);
    const query = this.query.bind(this) as (...all: unknown[]) => unknown;
    this.query = ((...all: unknown[]) => this.watched(query(...all))) as pg.Client['query'];
  }

  /** Open, asked nothing, and in no transaction. */
  get isIdle(): boolean {
    return this.asked === 0 && this.getTransactionStatus() === 'I';
  }

  /**
   * Lets answers take another time.
   * @param milliseconds nothing changes where they may take for ever.
   * @returns has it be as before.
   */
  waitFor(milliseconds: number): () => void {
    const { answerWithin } = this;
    if (answerWithin !== undefined) this.answerWithin = milliseconds;
    return () => {
      this.answerWithin = answerWithin;
    };
  }

  private watched(answer: unknown): unknown {
    if (!(answer instanceof Promise)) return answer;
    const late = this.giveUpLater();
    this.asked += 1;
    return answer.finally(() => {
      this.asked -= 1;
      clearTimeout(late);
    });
  }

  private giveUpLater(): NodeJS.Timeout | undefined {
    const { answerWithin } = this;
    if (answerWithin === undefined) return undefined;
    return setTimeout(() => {
      for (const client of this.siblings)
        if (client === this || client.isIdle) client.giveUp(answerWithin);
    }, answerWithin);
  }

  private giveUp(waited: number): void {
    const words = `Connection terminated: the database gave no answer within ${waited} ms`;
    this.connection.stream.destroy(new Error(words));
  }
}
