import { withinSignal } from './within-signal.js';

/** Something that is found out once, by whoever needs it first; all wait for the same attempt. */
export class KnownOnce<T> {
  private attempt: Promise<T> | undefined;

  /** @param find tried again by the next who asks after it has failed. */
  constructor(private readonly find: () => Promise<T>) {}

  /** @throws {EmbedderUnavailable} when the signal ends first, or whatever `find` throws. */
  get(signal: AbortSignal): Promise<T> {
    if (this.attempt === undefined) {
      const attempt = this.find();
      this.attempt = attempt;
      attempt.catch(() => {
        // Whoever waits is told; the next one tries again.
        this.forget(attempt);
      });
    }
    return withinSignal(this.attempt, signal);
  }

  /** Finds it out anew when it is needed next. */
  forget(attempt = this.attempt): void {
    if (this.attempt === attempt) this.attempt = undefined;
  }
}
