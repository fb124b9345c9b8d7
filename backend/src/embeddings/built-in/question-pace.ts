/** Milliseconds that a question may be expected to wait for those before it. */
export const LONGEST_WAIT = 100;
/** Questions that may wait in any case: few enough to be read while a recall waits. */
export const ALWAYS = 24;
/** Milliseconds that a question takes, until the first ones have been measured. */
export const FIRST_GUESS = 3;
/** Questions over which the measure follows a change, about. */
const MEMORY = 8;

/**
 * How fast questions are read at present, which depends on the machine and on all else that it does: so a
 * crowd waits about as long everywhere, and as many of it are read as can be in that time. All times are
 * in milliseconds.
 */
export class QuestionPace {
  private each = FIRST_GUESS;
  private lastAnswer = -Infinity;

  /**
   * A question was read.
   * @param askedAt and `now`: of one clock, such as `performance.now()`.
   */
  answered(askedAt: number, now: number): void {
    // One that came while others were read was not worked on before the last of those.
    const took = Math.min(now - Math.max(askedAt, this.lastAnswer), LONGEST_WAIT);
    this.lastAnswer = now;
    this.each += (took - this.each) / MEMORY;
  }

  /** Whether one more would wait for too long. @param waiting questions that are not read yet. */
  isFull(waiting: number): boolean {
    return waiting >= ALWAYS && waiting * this.each > LONGEST_WAIT;
  }
}
