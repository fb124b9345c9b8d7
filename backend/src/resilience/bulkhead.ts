/** How many may be at work; times in milliseconds. */
export interface BulkheadOptions {
  /** Of one owner, at work or waiting. */
  readonly perOwner: number;
  readonly running: number;
  readonly waiting: number;
  readonly waitMs: number;
}

/** Who is turned away, and why: the owner has all its places, no more may wait, or the wait was too long. */
export class BulkheadFull extends Error {
  override readonly name = 'BulkheadFull';

  constructor(readonly why: 'owner' | 'queue' | 'late') {
    super(`No place is free (${why})`);
  }
}

interface Waiting {
  readonly admit: () => void;
  readonly turnAway: () => void;
}

/** Lets so many be at work at once, and so many of one owner; some more wait a moment, first come, first served. */
export class Bulkhead {
  private readonly owners = new Map<string, number>();
  private readonly queue = new Set<Waiting>();
  private atWork = 0;

  constructor(private readonly options: BulkheadOptions) {}

  get running(): number {
    return this.atWork;
  }

  get waiting(): number {
    return this.queue.size;
  }

  /** @throws {BulkheadFull} when one more would be turned away at once. */
  check(owner: string): void {
    const { perOwner, running, waiting } = this.options;
    if ((this.owners.get(owner) ?? 0) >= perOwner) throw new BulkheadFull('owner');
    if (this.atWork >= running && this.queue.size >= waiting) throw new BulkheadFull('queue');
  }

  /**
   * Takes a place, or waits for one.
   * @returns what gives it back; a second time that does nothing.
   * @throws {BulkheadFull}
   */
  async enter(owner: string): Promise<() => void> {
    this.check(owner);
    this.count(owner, 1);
    try {
      if (this.atWork < this.options.running) this.atWork += 1;
      else await this.wait();
    } catch (error) {
      this.count(owner, -1);
      throw error;
    }
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.count(owner, -1);
      this.handOn();
    };
  }

  /** Turns away all who wait, without a wait. */
  turnAwayWaiting(): void {
    for (const waiting of [...this.queue]) waiting.turnAway();
  }

  private wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const leaveQueue = () => {
        clearTimeout(late);
        this.queue.delete(waiting);
      };
      const waiting: Waiting = {
        admit: () => {
          leaveQueue();
          resolve();
        },
        turnAway: () => {
          leaveQueue();
          reject(new BulkheadFull('late'));
        },
      };
      const late = setTimeout(waiting.turnAway, this.options.waitMs);
      this.queue.add(waiting);
    });
  }

  /** The place goes to whoever waits longest, and is free only when nobody does. */
  private handOn(): void {
    const [next] = this.queue;
    if (next) next.admit();
    else this.atWork -= 1;
  }

  private count(owner: string, change: number): void {
    const places = (this.owners.get(owner) ?? 0) + change;
    if (places === 0) this.owners.delete(owner);
    else this.owners.set(owner, places);
  }
}
