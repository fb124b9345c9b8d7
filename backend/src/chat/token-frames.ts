/** Milliseconds in which tokens are gathered into one frame: two pictures of a screen. */
const FRAME = 40;

/**
 * Gathers tokens into frames, so that a fast model does not cost an event a token. The first goes out
 * at once, and so does any that comes after a pause.
 */
export class TokenFrames {
  private pending = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (text: string) => void) {}

  push(text: string): void {
    this.pending += text;
    if (this.timer === undefined) this.next();
  }

  /** Sends what is left; to be called before whatever comes after the tokens. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sendPending();
  }

  private next(): void {
    this.timer = this.sendPending()
      ? setTimeout(() => {
          this.next();
        }, FRAME)
      : undefined;
  }

  private sendPending(): boolean {
    if (this.pending === '') return false;
    this.send(this.pending);
    this.pending = '';
    return true;
  }
}
