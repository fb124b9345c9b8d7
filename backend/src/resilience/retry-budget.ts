/** Most calls that can be saved up for a bad moment. */
const CAPACITY = 10;

/**
 * How many calls may be made again: a share of the requests so far, so that a server in trouble gets at
 * most that share more of them. A token bucket, empty at first.
 */
export class RetryBudget {
  private tokens = 0;

  /** @param percent calls made again, in percent of the requests. */
  constructor(private readonly percent: number) {}

  /** A request is made for the first time. */
  deposit(): void {
    this.tokens = Math.min(CAPACITY * 100, this.tokens + this.percent);
  }

  /** Takes leave to make one call again. @returns whether there is any left. */
  withdraw(): boolean {
    if (this.tokens < 100) return false;
    this.tokens -= 100;
    return true;
  }
}
