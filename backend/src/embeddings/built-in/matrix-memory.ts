import { assemble } from './assembler.ts';
import type { Linear } from './encoder-weights.ts';
import {
  DEPTH,
  LARGEST,
  type MatrixProduct,
  matrixProduct,
  PANEL,
  ROWS,
} from './matrix-product.ts';
import { type RowRounding, rowRounding } from './row-rounding.ts';
import { at } from './rows.ts';

const PAGE = 64 * 1024;
const FLOAT = Float32Array.BYTES_PER_ELEMENT;
const INTEGER = Int16Array.BYTES_PER_ELEMENT;
/** Floats of a line of the processor's cache: nothing starts in the middle of one. */
const LINE = 16;

/** A matrix by rows in a `MatrixMemory`; `start` and `stride` count floats. */
export interface Area {
  readonly start: number;
  readonly stride: number;
}

/** A matrix to multiply by; places count floats. */
export interface Factor {
  /** Its integers, in panels. */
  readonly start: number;
  readonly scales: number;
  readonly bias: number;
  readonly depth: number;
  readonly columns: number;
}

/** The next multiple of `of`. */
export const upTo = (count: number, of: number): number => Math.ceil(count / of) * of;

/**
 * Memory that JavaScript and the compiled product share; what is placed there stays there. Matrices
 * are of floats. To be multiplied they are rounded to integers of eleven bits, each row of the one and
 * each column of the other by its own greatest number: cosines of what comes out differ from those
 * without rounding in the fourth decimal.
 */
export class MatrixMemory {
  readonly floats: Float32Array;
  private readonly integers: Int16Array;
  /** Two integers as one. */
  private readonly pairs: Int32Array;
  private readonly compiled: { readonly multiply: MatrixProduct; readonly round: RowRounding };
  private used = 0;
  private readonly rounded: Area;
  private readonly roundedScales: number;
  private readonly rowScales: number;

  /**
   * @param floats how many there must be room for.
   * @param mostRows and `deepest`: how large a matrix may be that is multiplied.
   */
  constructor(floats: number, mostRows: number, deepest: number) {
    const memory = new WebAssembly.Memory({ initial: Math.ceil((floats * FLOAT) / PAGE) + 1 });
    this.floats = new Float32Array(memory.buffer);
    this.integers = new Int16Array(memory.buffer);
    this.pairs = new Int32Array(memory.buffer);
    const module = new WebAssembly.Module(assemble([matrixProduct(), rowRounding()]));
    const { exports } = new WebAssembly.Instance(module, { host: { memory } });
    // Safe: these are the two exports, with the parameters that their types name.
    this.compiled = exports as unknown as typeof this.compiled;
    this.rounded = this.place(mostRows, deepest / 2);
    this.roundedScales = this.place(1, mostRows).start;
    this.rowScales = this.place(1, mostRows).start;
  }

  /**
   * Takes room for a matrix, all zeros.
   * @throws {RangeError} when there is not enough.
   */
  place(rows: number, columns: number): Area {
    const start = this.used;
    this.used += upTo(upTo(rows, ROWS) * columns, LINE);
    if (this.used > this.floats.length) throw new RangeError('The matrix memory is full');
    return { start, stride: columns };
  }

  /** Takes room for a matrix to multiply by, and writes it there. */
  placeLinear({ values, rows: depth, columns, bias }: Linear): Factor {
    const factor = this.placeFactor(depth, columns);
    this.floats.set(bias, factor.bias);
    for (let column = 0; column < columns; column++) {
      let greatest = 0;
      for (let index = column; index < values.length; index += columns)
        greatest = Math.max(greatest, Math.abs(at(values, index)));
      this.floats[factor.scales + column] = greatest / LARGEST;
      const place = column % PANEL;
      const panel = (factor.start * FLOAT) / INTEGER + (column - place) * depth + 2 * place;
      for (let row = 0; row < depth; row++)
        this.integers[panel + (row >> 1) * 2 * PANEL + (row & 1)] = Math.round(
          (at(values, row * columns + column) * LARGEST) / greatest,
        );
    }
    return factor;
  }

  /**
   * Takes room for a matrix to multiply by that is written later, of at most this size.
   * @param depth and `columns`: multiples of `FACTOR_STEP`.
   */
  placeFactor(depth: number, columns: number): Factor {
    const { start } = this.place(depth, columns / 2);
    const [scales, bias] = [this.place(1, columns).start, this.place(1, columns).start];
    this.floats.fill(1, scales, scales + columns);
    return { start, scales, bias, depth, columns };
  }

  /**
   * Writes rows of floats as the columns of a factor.
   * @param rows the columns behind them, up to the factor's, hold anything.
   */
  writeAsColumns({ start, stride }: Area, rows: number, factor: Factor): void {
    const { pairs } = this;
    const { depth, columns, scales } = factor;
    this.round(start, stride, rows, depth, scales);
    let place = factor.start;
    for (let panel = 0; panel < columns; panel += PANEL)
      for (let pair = 0; pair < depth / 2; pair++)
        for (let column = panel; column < panel + PANEL; column++)
          pairs[place++] = pairs[this.rounded.start + (column * depth) / 2 + pair] ?? 0;
  }

  /**
   * Writes rows of floats as the rows of a factor.
   * @param rows those behind them, up to the factor's depth, hold anything.
   * @returns the place of a float for each row, by which the other matrix's column has to be multiplied.
   */
  writeAsRows({ start, stride }: Area, rows: number, factor: Factor): number {
    const { integers } = this;
    const { depth, columns } = factor;
    this.round(start, stride, rows, columns, this.rowScales);
    let place = (factor.start * FLOAT) / INTEGER;
    const first = (this.rounded.start * FLOAT) / INTEGER;
    for (let panel = 0; panel < columns; panel += PANEL)
      for (let row = 0; row < depth; row += 2)
        for (let from = first + row * columns + panel, end = from + PANEL; from < end; from++) {
          integers[place++] = integers[from] ?? 0;
          integers[place++] = integers[from + columns] ?? 0;
        }
    return this.rowScales;
  }

  /**
   * `to = max(from · factor + bias, floor)`.
   * @param rows of both; those up to the next multiple of four are written too, with anything.
   */
  product(from: Area, factor: Factor, to: Area, rows: number, floor = -Infinity): void {
    const { depth, columns } = factor;
    this.round(from.start, from.stride, rows, depth, this.roundedScales);
    this.compiled.multiply(
      ...[this.rounded.start * FLOAT, depth * INTEGER, this.roundedScales * FLOAT],
      ...[factor.start * FLOAT, factor.scales * FLOAT, factor.bias * FLOAT],
      ...[to.start * FLOAT, to.stride * FLOAT],
      ...[upTo(rows, ROWS), depth, columns / PANEL, floor],
    );
  }

  private round(start: number, stride: number, rows: number, width: number, scales: number): void {
    const to = this.rounded.start * FLOAT;
    this.compiled.round(start * FLOAT, stride * FLOAT, to, scales * FLOAT, rows, width);
  }
}

/** What `depth` and `columns` of a factor must be multiples of. */
export const FACTOR_STEP = Math.max(DEPTH, PANEL);
