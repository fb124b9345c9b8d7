import { assemble, Assembler } from './assembler.ts';

/** Columns that are worked on together: two vectors of four floats. */
export const PANEL = 8;
/** Rows that are worked on together. */
export const ROWS = 4;
/** Of the inner sum, so many products stand in one run of its loop. */
export const DEPTH = 8;

/**
 * `c = max(a · b + start, floor)` for matrices of 32-bit floats by rows. Addresses and strides are in
 * bytes; a stride is the way from a row to the next one.
 * @param b in panels: of each eight columns all rows, one after the other.
 * @param start what a sum starts with, by column.
 * @param rows a multiple of `ROWS`.
 * @param depth columns of `a` and rows of `b`, a multiple of `DEPTH`.
 * @param panels columns of `b` and `c`, by eight.
 */
export type MatrixProduct = (
  a: number,
  aStride: number,
  b: number,
  start: number,
  c: number,
  cStride: number,
  rows: number,
  depth: number,
  panels: number,
  floor: number,
) => void;

/**
 * Compiles the product for matrices in `memory`. It takes four rows by eight columns at a time, so
 * that all sums stay in registers; JavaScript has no vector instructions, and takes ten times as long.
 */
export function compileMatrixProduct(memory: WebAssembly.Memory): MatrixProduct {
  const module = new WebAssembly.Module(assemble(product()));
  // Safe: the only export, with the parameters that are named above.
  return new WebAssembly.Instance(module, { host: { memory } }).exports['run'] as MatrixProduct;
}

const FLOAT = Float32Array.BYTES_PER_ELEMENT;
const VECTOR = 4 * FLOAT;

// The numbers of the locals: the parameters, and then what the loops need.
const [A, A_STRIDE, B, START, C, C_STRIDE, ROWS_OF_A, INNER, PANELS_LEFT, FLOOR] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;
const [ROWS_LEFT, B_ROW, B_END, C_ROW] = [10, 11, 12, 13] as const;
const A_ROWS = [14, 15, 16, 17] as const;
const SUMS = [
  [18, 19],
  [20, 21],
  [22, 23],
  [24, 25],
] as const;
const [LEFT, RIGHT, FACTOR, FLOORS] = [26, 27, 28, 29] as const;

function product() {
  const to = new Assembler();
  to.get(FLOOR).asFour().set(FLOORS);
  to.repeat(() => {
    to.get(ROWS_OF_A).set(ROWS_LEFT).get(A).set(A_ROWS[0]).get(C).set(C_ROW);
    to.repeat(() => {
      sumUp(to);
      writeOut(to);
      to.get(ROWS_LEFT).number(ROWS).subtract().tee(ROWS_LEFT).isPositive();
    });
    to.get(B_END).set(B);
    for (const address of [START, C])
      to.get(address)
        .number(PANEL * FLOAT)
        .add()
        .set(address);
    to.get(PANELS_LEFT).number(1).subtract().tee(PANELS_LEFT);
  });
  return { numbers: FLOOR, locals: { numbers: 8, vectors: 12 }, code: to.code };
}

/** Four rows times eight columns. */
function sumUp(to: Assembler): void {
  for (const [index, row] of A_ROWS.slice(1).entries())
    to.get(A_ROWS[index] ?? A, A_STRIDE)
      .add()
      .set(row);
  for (const [left, right] of SUMS)
    to.get(START).load(0).set(left).get(START).load(VECTOR).set(right);
  to.get(B).set(B_ROW);
  to.get(B, INNER)
    .number(PANEL * FLOAT)
    .multiply()
    .add()
    .set(B_END);
  to.repeat(() => {
    for (let step = 0; step < DEPTH; step++) addProducts(to, step);
    for (const row of A_ROWS)
      to.get(row)
        .number(DEPTH * FLOAT)
        .add()
        .set(row);
    to.get(B_ROW)
      .number(DEPTH * PANEL * FLOAT)
      .add()
      .tee(B_ROW)
      .get(B_END)
      .isLess();
  });
}

function addProducts(to: Assembler, step: number): void {
  const place = step * PANEL * FLOAT;
  to.get(B_ROW)
    .load(place)
    .set(LEFT)
    .get(B_ROW)
    .load(place + VECTOR)
    .set(RIGHT);
  for (const [index, [left, right]] of SUMS.entries()) {
    to.get(A_ROWS[index] ?? A)
      .loadOneAsFour(step * FLOAT)
      .set(FACTOR);
    to.get(FACTOR, LEFT).multiplyFour().get(left).addFour().set(left);
    to.get(FACTOR, RIGHT).multiplyFour().get(right).addFour().set(right);
  }
}

/** Writes four rows of results, and goes on to the next four. */
function writeOut(to: Assembler): void {
  for (const [left, right] of SUMS) {
    to.get(C_ROW, left, FLOORS).greaterOfFour().store(0);
    to.get(C_ROW, right, FLOORS).greaterOfFour().store(VECTOR);
    to.get(C_ROW, C_STRIDE).add().set(C_ROW);
  }
  // The addresses stand at the ends of their rows: the next four start a row behind the last one.
  to.get(A_ROWS[3], A_STRIDE).add().get(INNER).number(FLOAT).multiply().subtract();
  to.set(A_ROWS[0]);
}
