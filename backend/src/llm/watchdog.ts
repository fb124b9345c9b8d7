/**
 * Ends something that stays silent for too long: aborts `signal` unless `feed` is called in time.
 * The `openai` package's own time limit does not cover a stream.
 */
export class Watchdog {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  /** @param reason makes what `signal` is aborted with. */
  constructor(private readonly reason: () => Error) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Waits `milliseconds` from now, whatever it waited for before. */
  feed(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.controller.abort(this.reason());
    }, milliseconds);
  }

  /** Waits no longer. */
  rest(): void {
    clearTimeout(this.timer);
  }
}
