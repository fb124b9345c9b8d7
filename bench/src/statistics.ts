/**
 * The value below which `share` (0..1) of the samples lie, by the nearest-rank method.
 * @throws {Error} when there are no samples.
 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('No samples');
  return value;
}

/** What a table says of durations in milliseconds. */
export interface Durations {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** The middle and the slow end of durations in milliseconds. */
export const durationsOf = (samples: readonly number[]): Durations => ({
  p50Ms: percentile(samples, 0.5),
  p95Ms: percentile(samples, 0.95),
});

/** The middle one of the samples. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
