/** Milliseconds that a question may be expected to wait for those before it. */
export const LONGEST_WAIT = 150;
/** Questions that may wait in any case, unless there is a crowd. A recall waits for 300 ms, in which 12 ms are left for each. */
export const ALWAYS = 24;
/** Milliseconds that a question takes, as long as nothing else was measured. */
export const FIRST_GUESS = 3;
/** Questions after which two thirds of the measure are of those. */
const MEMORY = 8;
/** Turns above which they are a crowd. */
export const CROWD = 32;
/** Milliseconds in which all answers of a crowd should have begun. */
const BEGUN = 200;
/** Milliseconds of the process's thread that a turn takes until its answer begins (1.9 to 2.9 on the machines of decision 0022), besides its question. */
const TURN = 2;

/**
 * How fast questions are read at present, which depends on the machine and on all else that it does: so a
 * crowd waits about as long everywhere, and as many of it are read as can be in that time. The larger the
 * crowd, the more of it its turns take themselves.
 */
export class QuestionPace {
  private each = FIRST_GUESS;

  /** A question was read. @param milliseconds that the model worked on it. */
  took(milliseconds: number): void {
    // A machine that stood still is no slow one.
    this.each += (Math.min(milliseconds, LONGEST_WAIT) - this.each) / MEMORY;
  }

  /**
   * Whether one more would wait for too long, or let others wait.
   * @param waiting questions that are not read yet.
   * @param turns whose answers have not begun.
   */
  isFull(waiting: number, turns: number): boolean {
    if (turns <= CROWD && waiting < ALWAYS) return false;
    const longest = Math.min(LONGEST_WAIT, Math.max(0, BEGUN - turns * TURN));
    return waiting * this.each > longest;
  }
}
