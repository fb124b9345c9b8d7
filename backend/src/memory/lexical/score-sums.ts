/** Steps from nothing to the best score, by which the best are told from the rest without sorting all. */
const STEPS = 1_024;
/** How much wider than what is added the numbers may lie for their sums to stand side by side. */
const SPARSE = 8;

/** Sums of scores by memory, for a hundred thousand additions in a millisecond or two. */
export class ScoreSums {
  private readonly least: number;
  /** By number, from the least on; undefined where they lie too far apart. */
  private readonly row: Float64Array | undefined;
  private readonly map = new Map<number, number>();

  /** @param lists all numbers that will be added to. */
  constructor(lists: readonly Int32Array[]) {
    let [least, most, count] = [Infinity, -Infinity, 0];
    for (const list of lists) {
      count += list.length;
      for (const number of list) {
        if (number < least) least = number;
        if (number > most) most = number;
      }
    }
    this.least = least;
    const width = most - least + 1;
    this.row = count > 0 && width <= SPARSE * count ? new Float64Array(width) : undefined;
  }

  /** @param score above 0. */
  add(number: number, score: number): void {
    const { row } = this;
    if (row) row[number - this.least] = (row[number - this.least] ?? 0) + score;
    else this.map.set(number, (this.map.get(number) ?? 0) + score);
  }

  /** 0 where nothing was added. */
  of(number: number): number {
    return (this.row ? this.row[number - this.least] : this.map.get(number)) ?? 0;
  }

  /** Numbers with their sums: the best, of equals the newest, at most `limit`. */
  best(limit: number): [number: number, sum: number][] {
    let most = 0;
    this.forEach((_, sum) => {
      if (sum > most) most = sum;
    });
    const stepOf = (sum: number) => Math.floor((sum / most) * STEPS);
    const counts = new Uint32Array(STEPS + 1);
    this.forEach((_, sum) => {
      const step = stepOf(sum);
      counts[step] = (counts[step] ?? 0) + 1;
    });
    let least = STEPS;
    for (let held = counts[least] ?? 0; held < limit && least > 0; held += counts[least] ?? 0)
      least -= 1;
    const found: [number, number][] = [];
    this.forEach((number, sum) => {
      if (stepOf(sum) >= least) found.push([number, sum]);
    });
    return found.sort((one, other) => other[1] - one[1] || other[0] - one[0]).slice(0, limit);
  }

  private forEach(see: (number: number, sum: number) => void): void {
    for (const [number, sum] of this.map) see(number, sum);
    if (!this.row) return;
    for (let place = 0; place < this.row.length; place++) {
      const sum = this.row[place] ?? 0;
      if (sum > 0) see(this.least + place, sum);
    }
  }
}
