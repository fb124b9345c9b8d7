import type { Linear } from './encoder-weights.ts';
import { compileMatrixProduct, DEPTH, PANEL, ROWS } from './matrix-product.ts';
import { at } from './rows.ts';

const PAGE = 64 * 1024;
const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/** A matrix by rows in a `MatrixMemory`; `start` and `stride` count floats. */
export interface Area {
  readonly start: number;
  readonly stride: number;
}

/** A matrix to multiply by: in panels of eight columns. */
export interface Factor {
  readonly start: number;
  readonly bias: number;
  readonly depth: number;
  readonly columns: number;
}

/** The next multiple of `of`. */
export const upTo = (count: number, of: number): number => Math.ceil(count / of) * of;

/** Memory that JavaScript and the compiled product share; what is placed there stays there. */
export class MatrixMemory {
  readonly floats: Float32Array;
  private readonly multiply;
  private used = 0;
  private readonly noBias: number;

  /** @param floats how many there must be room for. */
  constructor(floats: number) {
    const memory = new WebAssembly.Memory({ initial: Math.ceil((floats * FLOAT) / PAGE) + 1 });
    this.floats = new Float32Array(memory.buffer);
    this.multiply = compileMatrixProduct(memory);
    this.noBias = this.place(1, 2 * 1024).start;
  }

  /**
   * Takes room for a matrix, all zeros.
   * @throws {RangeError} when there is not enough.
   */
  place(rows: number, columns: number): Area {
    const start = this.used;
    this.used += upTo(rows, ROWS) * columns;
    if (this.used > this.floats.length) throw new RangeError('The matrix memory is full');
    return { start, stride: columns };
  }

  /** Takes room for a matrix to multiply by, and writes it there. */
  placeLinear({ values, rows, columns, bias }: Linear): Factor {
    const { start: biasStart } = this.place(1, columns);
    this.floats.set(bias, biasStart);
    const { start } = this.place(rows, columns);
    const factor = { start, bias: biasStart, depth: rows, columns };
    this.writeFactor(factor, (row, column) => at(values, row * columns + column));
    return factor;
  }

  /** Takes room for a matrix to multiply by that is written later, of at most this size. */
  placeFactor(depth: number, columns: number): Factor {
    const { start } = this.place(upTo(depth, DEPTH), upTo(columns, PANEL));
    return { start, bias: this.noBias, depth, columns };
  }

  /** Writes all of a factor, in panels. */
  writeFactor(
    { start, depth, columns }: Factor,
    value: (row: number, column: number) => number,
  ): void {
    let place = start;
    for (let panel = 0; panel < columns; panel += PANEL)
      for (let row = 0; row < depth; row++)
        for (let column = panel; column < panel + PANEL; column++)
          this.floats[place++] = value(row, column);
  }

  /**
   * `to = max(from · factor + bias, floor)`.
   * @param rows of both; those up to the next multiple of four are written too, with anything.
   */
  product(from: Area, factor: Factor, to: Area, rows: number, floor = -Infinity): void {
    this.multiply(
      from.start * FLOAT,
      from.stride * FLOAT,
      factor.start * FLOAT,
      factor.bias * FLOAT,
      to.start * FLOAT,
      to.stride * FLOAT,
      upTo(rows, ROWS),
      factor.depth,
      factor.columns / PANEL,
      floor,
    );
  }
}
