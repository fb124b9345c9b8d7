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

/** The middle one of the samples. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
