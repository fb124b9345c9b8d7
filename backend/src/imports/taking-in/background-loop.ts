/** Work that goes on by itself, one piece after the other, until it is stopped. */
export class BackgroundLoop {
  private running: Promise<void> = Promise.resolve();
  private stopping = false;
  private isAwake = false;
  private endNap: () => void = () => undefined;

  /** @param work one piece; gives the milliseconds until the next. It must not throw. */
  constructor(private readonly work: () => Promise<number>) {}

  /** Begins. */
  start(): void {
    this.running = this.run();
  }

  /** Has the next piece begin now. */
  wake(): void {
    this.isAwake = true;
    this.endNap();
  }

  /** Ends once the piece at hand is done. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.isAwake = false;
      await this.nap(await this.work());
    }
  }

  /** None where it was woken meanwhile. */
  private async nap(milliseconds: number): Promise<void> {
    if (this.isAwake) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.endNap = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
