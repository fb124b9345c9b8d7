/** Milliseconds that a question may be expected to wait for those before it. */
export const LONGEST_WAIT = 150;
/** Questions that may wait in any case. A recall waits for 300 ms, in which 12 ms are left for each. */
export const ALWAYS = 24;
/** Milliseconds that a question takes, as long as nothing else was measured. */
export const FIRST_GUESS = 3;
/** Questions after which two thirds of the measure are of those. */
const MEMORY = 8;

/**
 * How fast questions are read at present, which depends on the machine and on all else that it does: so a
 * crowd waits about as long everywhere, and as many of it are read as can be in that time.
 */
export class QuestionPace {
  private each = FIRST_GUESS;

  /** A question was read. @param milliseconds that the model worked on it. */
  took(milliseconds: number): void {
    // A machine that stood still is no slow one.
    this.each += (Math.min(milliseconds, LONGEST_WAIT) - this.each) / MEMORY;
  }

  /** Whether one more would wait for too long. @param waiting questions that are not read yet. */
  isFull(waiting: number): boolean {
    return waiting >= ALWAYS && waiting * this.each > LONGEST_WAIT;
  }
}
