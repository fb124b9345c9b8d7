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
    const { numbers, sums } = this.listed();
    let most = 0;
    for (const sum of sums) if (sum > most) most = sum;
    const counts = new Uint32Array(STEPS + 1);
    const steps = new Uint16Array(sums.length);
    for (let index = 0; index < sums.length; index++) {
      const step = Math.floor(((sums[index] ?? 0) / most) * STEPS);
      steps[index] = step;
      counts[step] = (counts[step] ?? 0) + 1;
    }
    let least = STEPS;
    for (let held = counts[least] ?? 0; held < limit && least > 0; held += counts[least] ?? 0)
      least -= 1;
    const found: [number, number][] = [];
    for (let index = 0; index < sums.length; index++)
      if ((steps[index] ?? 0) >= least) found.push([numbers[index] ?? 0, sums[index] ?? 0]);
    return found.sort((one, other) => other[1] - one[1] || other[0] - one[0]).slice(0, limit);
  }

  /** All that something was added to, side by side: a function called for each would make objects of them. */
  private listed(): { readonly numbers: Int32Array; readonly sums: Float64Array } {
    const { row, least } = this;
    if (!row) {
      const numbers = Int32Array.from(this.map.keys());
      return { numbers, sums: Float64Array.from(this.map.values()) };
    }
    const [numbers, sums] = [new Int32Array(row.length), new Float64Array(row.length)];
    let count = 0;
    for (let place = 0; place < row.length; place++) {
      const sum = row[place] ?? 0;
      if (sum === 0) continue;
      numbers[count] = least + place;
      sums[count++] = sum;
    }
    return { numbers: numbers.subarray(0, count), sums: sums.subarray(0, count) };
  }
}
