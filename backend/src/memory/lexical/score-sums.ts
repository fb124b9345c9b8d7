/** Numbers of a page: those of a space lie close together, where few others write as well. */
const PAGE_BITS = 8;
const PAGE = 1 << PAGE_BITS;
/** Steps from nothing to the best score, by which the best are told from the rest without sorting all. */
const STEPS = 1_024;

/** Sums of scores by memory, for a hundred thousand additions in a millisecond or two. */
export class ScoreSums {
  private readonly pages = new Map<number, Float64Array>();
  private page = new Float64Array();
  private pageNumber = -1;

  /** @param score above 0. */
  add(number: number, score: number): void {
    const pageNumber = number >> PAGE_BITS;
    if (pageNumber !== this.pageNumber) {
      this.page = this.pageOf(pageNumber);
      this.pageNumber = pageNumber;
    }
    const place = number & (PAGE - 1);
    this.page[place] = (this.page[place] ?? 0) + score;
  }

  /** 0 where nothing was added. */
  of(number: number): number {
    return this.pages.get(number >> PAGE_BITS)?.[number & (PAGE - 1)] ?? 0;
  }

  /** Numbers with their sums: the best, of equals the newest, at most `limit`. */
  best(limit: number): [number: number, sum: number][] {
    const most = this.most();
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

  private most(): number {
    let most = 0;
    this.forEach((_, sum) => {
      if (sum > most) most = sum;
    });
    return most;
  }

  private forEach(see: (number: number, sum: number) => void): void {
    for (const [pageNumber, page] of this.pages)
      for (let place = 0; place < PAGE; place++) {
        const sum = page[place] ?? 0;
        if (sum > 0) see((pageNumber << PAGE_BITS) + place, sum);
      }
  }

  private pageOf(pageNumber: number): Float64Array<ArrayBuffer> {
    const known = this.pages.get(pageNumber) as Float64Array<ArrayBuffer> | undefined;
    if (known) return known;
    const page = new Float64Array(PAGE);
    this.pages.set(pageNumber, page);
    return page;
  }
}
