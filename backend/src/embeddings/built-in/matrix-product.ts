import { Assembler, type CompiledFunction, type LocalType } from './assembler.ts';

/** Columns that are worked on together: two vectors of four sums. */
export const PANEL = 8;
/** Rows that are worked on together. */
export const ROWS = 4;
/** Of the inner sum, so many products stand in one run of its loop. */
export const DEPTH = 16;

/**
 * The largest integer that `a` and `b` may hold: a sum of 2,000 products still fits into 32 bits.
 */
export const LARGEST = 1_023;

/**
 * `c = max((a · b) × aScales × bScales + start, floor)`: the product of two matrices of 16-bit
 * integers, as floats. Addresses and strides are in bytes; a stride is the way from a row to the next.
 * @param aScales a float for each row of `a`: what its integers were divided by.
 * @param b in panels: of each eight columns two rows at a time, their two integers side by side.
 * @param bScales a float for each column of `b`.
 * @param start what is added to each column.
 * @param rows a multiple of `ROWS`.
 * @param depth columns of `a` and rows of `b`, a multiple of `DEPTH`.
 * @param panels columns of `b` and `c`, by eight.
 */
export type MatrixProduct = (
  a: number,
  aStride: number,
  aScales: number,
  b: number,
  bScales: number,
  start: number,
  c: number,
  cStride: number,
  rows: number,
  depth: number,
  panels: number,
  floor: number,
) => void;

const INTEGER = Int16Array.BYTES_PER_ELEMENT;
const FLOAT = Float32Array.BYTES_PER_ELEMENT;
const VECTOR = 16;
/** Bytes of two rows of a panel. */
const PAIRS = 2 * PANEL * INTEGER;

// The numbers of the locals: the parameters, and then what the loops need.
const [A, A_STRIDE, A_SCALES, B, B_SCALES, START] = [0, 1, 2, 3, 4, 5] as const;
const [C, C_STRIDE, ROWS_OF_A, INNER, PANELS_LEFT, FLOOR] = [6, 7, 8, 9, 10, 11] as const;
const [ROWS_LEFT, B_ROW, B_END, C_ROW, A_SCALE] = [12, 13, 14, 15, 16] as const;
const A_ROWS = [17, 18, 19, 20] as const;
const SUMS = [
  [21, 22],
  [23, 24],
  [25, 26],
  [27, 28],
] as const;
const [LEFT, RIGHT, FACTOR, FLOORS, LEFT_SCALES, RIGHT_SCALES] = [29, 30, 31, 32, 33, 34] as const;

/**
 * The product takes four rows by eight columns at a time, so that all sums stay in registers.
 * JavaScript has no vector instructions; the same with floats, of which half as many fit into a
 * vector, takes three times as long.
 */
export function matrixProduct(): CompiledFunction {
  const to = new Assembler();
  to.get(FLOOR).asFloats().set(FLOORS);
  to.repeat(() => {
    to.get(ROWS_OF_A).set(ROWS_LEFT).get(A).set(A_ROWS[0]).get(C).set(C_ROW);
    to.get(A_SCALES).set(A_SCALE);
    to.repeat(() => {
      sumUp(to);
      writeOut(to);
      to.get(ROWS_LEFT).number(ROWS).subtract().tee(ROWS_LEFT).isPositive();
    });
    to.get(B_END).set(B);
    for (const address of [B_SCALES, START, C])
      to.get(address)
        .number(PANEL * FLOAT)
        .add()
        .set(address);
    to.get(PANELS_LEFT).number(1).subtract().tee(PANELS_LEFT);
  });
  return {
    name: 'multiply',
    parameters: [...many('number', FLOOR), 'float'],
    locals: [...many('number', 9), ...many('vector', 14)],
    code: to.code,
  };
}

const many = (type: LocalType, count: number) => Array<LocalType>(count).fill(type);

/** Four rows times eight columns. */
function sumUp(to: Assembler): void {
  for (const [index, row] of A_ROWS.slice(1).entries())
    to.get(A_ROWS[index] ?? A, A_STRIDE)
      .add()
      .set(row);
  for (const sum of SUMS.flat()) to.zeros().set(sum);
  to.get(B).set(B_ROW);
  to.get(B, INNER)
    .number(PANEL * INTEGER)
    .multiply()
    .add()
    .set(B_END);
  to.repeat(() => {
    for (let pair = 0; pair < DEPTH / 2; pair++) addProducts(to, pair);
    for (const row of A_ROWS)
      to.get(row)
        .number(DEPTH * INTEGER)
        .add()
        .set(row);
    to.get(B_ROW)
      .number((DEPTH / 2) * PAIRS)
      .add()
      .tee(B_ROW)
      .get(B_END)
      .isLess();
  });
}

function addProducts(to: Assembler, pair: number): void {
  const place = pair * PAIRS;
  to.get(B_ROW)
    .load(place)
    .set(LEFT)
    .get(B_ROW)
    .load(place + VECTOR)
    .set(RIGHT);
  for (const [index, [left, right]] of SUMS.entries()) {
    to.get(A_ROWS[index] ?? A)
      .loadFourTimes(pair * 2 * INTEGER)
      .set(FACTOR);
    to.get(FACTOR, LEFT).multiplyPairs().get(left).addIntegers().set(left);
    to.get(FACTOR, RIGHT).multiplyPairs().get(right).addIntegers().set(right);
  }
}

/** Writes four rows of results, and goes on to the next four. */
function writeOut(to: Assembler): void {
  to.get(B_SCALES).load(0).set(LEFT_SCALES).get(B_SCALES).load(VECTOR).set(RIGHT_SCALES);
  to.get(START).load(0).set(LEFT).get(START).load(VECTOR).set(RIGHT);
  for (const [index, [left, right]] of SUMS.entries()) {
    to.get(A_SCALE)
      .loadFourTimes(index * FLOAT)
      .set(FACTOR);
    writeFour(to, left, LEFT_SCALES, LEFT, 0);
    writeFour(to, right, RIGHT_SCALES, RIGHT, VECTOR);
    to.get(C_ROW, C_STRIDE).add().set(C_ROW);
  }
  to.get(A_SCALE)
    .number(ROWS * FLOAT)
    .add()
    .set(A_SCALE);
  // The addresses stand at the ends of their rows: the next four start a row behind the last one.
  to.get(A_ROWS[3], A_STRIDE).add().get(INNER).number(INTEGER).multiply().subtract();
  to.set(A_ROWS[0]);
}

function writeFour(to: Assembler, sum: number, scales: number, start: number, place: number): void {
  to.get(C_ROW, sum).toFloats().get(scales).multiplyFloats().get(FACTOR).multiplyFloats();
  to.get(start).addFloats().get(FLOORS).greaterFloats().store(place);
}
