import type { Normalisation } from './encoder-weights.ts';

/** The float at a place that is known to be there. */
export const at = (floats: Float32Array, index: number): number => floats[index] ?? 0;

/** Keeps a row that hardly varies from being divided by nothing; the model was trained with it. */
const LEAST_VARIANCE = 1e-6;

/** Writes each row of `from` to `to` with mean 0 and variance 1, scaled and shifted. Rows are as wide as `scale`. */
export function normaliseRows(
  floats: Float32Array,
  { from, to, rows }: { from: number; to: number; rows: number },
  { scale, bias }: Normalisation,
): void {
  const width = scale.length;
  for (let row = 0; row < rows * width; row += width) {
    let sum = 0;
    for (let column = 0; column < width; column++) sum += at(floats, from + row + column);
    const mean = sum / width;
    let squares = 0;
    for (let column = 0; column < width; column++)
      squares += (at(floats, from + row + column) - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / width + LEAST_VARIANCE);
    for (let column = 0; column < width; column++)
      floats[to + row + column] =
        (at(floats, from + row + column) - mean) * factor * at(scale, column) + at(bias, column);
  }
}

/** Rows of shares: one for each of the first `width` columns, 0 behind them. */
interface Shares {
  readonly start: number;
  readonly stride: number;
  readonly rows: number;
  readonly width: number;
}

/**
 * Turns rows, times `scale`, into shares that make 1 (softmax), and multiplies the share of each column
 * by the float at `factors` that is its own.
 */
export function shareOutRows(
  floats: Float32Array,
  { start, stride, rows, width }: Shares,
  scale: number,
  factors: number,
): void {
  for (let row = start; row < start + rows * stride; row += stride) {
    let most = -Infinity;
    for (let place = row; place < row + width; place++) most = Math.max(most, at(floats, place));
    let sum = 0;
    for (let place = row; place < row + width; place++) {
      const share = Math.exp((at(floats, place) - most) * scale);
      floats[place] = share;
      sum += share;
    }
    for (let column = 0; column < width; column++)
      floats[row + column] = (at(floats, row + column) / sum) * at(floats, factors + column);
    floats.fill(0, row + width, row + stride);
  }
}

/** Adds `count` floats from `from` to those at `to`. */
export function addTo(floats: Float32Array, to: number, from: number, count: number): void {
  for (let index = 0; index < count; index++)
    floats[to + index] = at(floats, to + index) + at(floats, from + index);
}

/** Writes the mean of rows, which lie one behind the other, to `to`. */
export function meanOfRows(
  floats: Float32Array,
  { from, to, rows }: { from: number; to: number; rows: number },
  width: number,
): void {
  floats.fill(0, to, to + width);
  for (let row = 0; row < rows; row++) addTo(floats, to, from + row * width, width);
  for (let column = 0; column < width; column++)
    floats[to + column] = at(floats, to + column) / rows;
}
