import { Injectable } from '@nestjs/common';
import { settledWithin } from '../shared/index.js';

/** Milliseconds that a piece of work gives way at most for each who waits: somewhere somebody may always be waiting. */
const PATIENCE = 20;
/** The same for all of a crowd together, whose answers have begun by then. */
const LONGEST = 300;

/**
 * Whether somebody waits for what this process does. Work in the background asks before each of its
 * pieces, so that it takes neither cores nor the database from whoever waits; an import would otherwise
 * make answers begin later by a quarter.
 */
@Injectable()
export class Foreground {
  private waiting = 0;
  private quiet = Promise.withResolvers<undefined>();

  /** Whether somebody waits now. */
  get isWaitedFor(): boolean {
    return this.waiting > 0;
  }

  /** How many wait now; those who are on their way from the door to their turn are not seen for a moment. */
  get count(): number {
    return this.waiting;
  }

  /** Somebody waits. @returns to be called when they wait no longer; again it does nothing more. */
  enter(): () => void {
    this.waiting += 1;
    let isThere = true;
    return () => {
      if (!isThere) return;
      isThere = false;
      this.waiting -= 1;
      if (this.isWaitedFor) return;
      this.quiet.resolve(undefined);
      this.quiet = Promise.withResolvers();
    };
  }

  /** Resolves once nobody waits, and in any case after 20 ms for each who waits now, 300 ms at most. */
  async giveWay(): Promise<void> {
    const patience = Math.min(PATIENCE * this.waiting, LONGEST);
    if (this.isWaitedFor) await settledWithin(this.quiet.promise, patience);
  }
}
