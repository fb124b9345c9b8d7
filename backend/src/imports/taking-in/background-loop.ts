import { setTimeout as delay } from 'node:timers/promises';

/** Work that goes on by itself, one piece after the other, until it is stopped. */
export class BackgroundLoop {
  private running: Promise<void> = Promise.resolve();
  private isStopping = false;
  /** Ends the pause at hand, or does away with the next one. */
  private pause = new AbortController();

  /** @param work one piece; gives the milliseconds until the next. It must not throw. */
  constructor(private readonly work: () => Promise<number>) {}

  /** Begins. */
  start(): void {
    this.running = this.run();
  }

  /** Has the next piece begin as soon as the one at hand is done. */
  wake(): void {
    this.pause.abort();
  }

  /** Ends once the piece at hand is done. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      const { signal } = (this.pause = new AbortController());
      const milliseconds = await this.work();
      // It is cut short by being woken.
      await delay(milliseconds, undefined, { signal }).catch(() => undefined);
    }
  }
}
