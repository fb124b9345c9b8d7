import type { Breaker, BreakerListener, BreakerReport } from './breaker.js';

/** All breakers of this process, each under its name. */
export class BreakerRegistry {
  private readonly breakers = new Map<string, Breaker>();
  private readonly listeners: BreakerListener[] = [];

  /** The breaker of that name; the first who asks makes it. */
  get<T extends Breaker>(name: string, make: (name: string) => T): T {
    // Names begin with the kind, and each kind is made in one place: what is found is of that type.
    const known = this.breakers.get(name) as T | undefined;
    if (known) return known;
    const made = make(name);
    for (const listener of this.listeners) made.listen(listener);
    this.breakers.set(name, made);
    return made;
  }

  find(name: string): Breaker | undefined {
    return this.breakers.get(name);
  }

  /** How all are to whoever would call now, by name. */
  reports(now = new Date()): readonly BreakerReport[] {
    return [...this.breakers.values()]
      .map((breaker) => breaker.seen(now))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Hears all breakers, those to come, too. */
  listen(listener: BreakerListener): void {
    this.listeners.push(listener);
    for (const breaker of this.breakers.values()) breaker.listen(listener);
  }
}
