/** Counts who reads a stream, and notices when nobody has for a while. */
export class Readers {
  private count = 0;
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  /**
   * @param patience milliseconds without a reader.
   * @param onAbandoned called once they have passed.
   */
  constructor(
    private readonly patience: number,
    private readonly onAbandoned: () => void,
  ) {
    this.wait();
  }

  /** Somebody reads. @returns what is to be called, once, when they go. */
  enter(): () => void {
    this.count += 1;
    clearTimeout(this.timer);
    return () => {
      this.count -= 1;
      this.wait();
    };
  }

  /** Somebody reads elsewhere: the wait begins anew. */
  hear(): void {
    this.wait();
  }

  /** The stream is over: nobody is waited for any more. */
  close(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private wait(): void {
    clearTimeout(this.timer);
    if (this.count > 0 || this.isOver) return;
    this.timer = setTimeout(this.onAbandoned, this.patience);
    // A process that has nothing else to do may end.
    this.timer.unref();
  }
}
