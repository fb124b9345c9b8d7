import { MatrixMemory } from './matrix-memory.js';
import { LARGEST } from './matrix-product.js';

/**
 * Small whole numbers, and in each row and column one that is the largest there may be: rounding
 * changes none of them, so that the product is exact.
 */
const matrix = (rows: number, columns: number, seed: number) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) =>
      row % columns === column || column % rows === row
        ? LARGEST
        : ((row * 7 + column * 3 + seed) % 11) - 5,
    ),
  );

const transpose = (a: number[][]) => a[0]!.map((_, column) => a.map((row) => row[column]!));

const multiply = (a: number[][], b: number[][]): number[][] =>
  a.map((row) =>
    transpose(b).map((column) =>
      row.reduce((sum, value, index) => sum + value * column[index]!, 0),
    ),
  );

/** A memory with a matrix in it, and a way to read one from it. */
function aMemory(from: number[][], columns: number) {
  const memory = new MatrixMemory(400_000, 256, 256);
  const write = (rows: number[][]) => {
    const area = memory.place(rows.length, rows[0]!.length);
    memory.floats.set(rows.flat(), area.start);
    return area;
  };
  const to = memory.place(from.length, columns);
  const result = () =>
    from.map((_, row) => {
      const start = to.start + row * columns;
      return Array.from(memory.floats.subarray(start, start + columns));
    });
  return { memory, write, from: write(from), to, result };
}

describe('the product of matrices', () => {
  it.each([
    [1, 16, 8],
    [3, 32, 8],
    [4, 64, 24],
    [9, 128, 64],
    [128, 256, 16],
  ])('of %i x %i by %i is what it is', (rows, depth, columns) => {
    const [a, b] = [matrix(rows, depth, 1), matrix(depth, columns, 2)];
    const bias = Array.from({ length: columns }, (_, column) => column - 3);
    const { memory, from, to, result } = aMemory(a, columns);
    const factor = memory.placeLinear({
      ...{ values: Float32Array.from(b.flat()), rows: depth, columns },
      bias: Float32Array.from(bias),
    });
    memory.product(from, factor, to, rows);
    const expected = multiply(a, b).map((row) => row.map((value, column) => value + bias[column]!));
    expect(result()).toEqual(expected);
  });

  it('takes rows as the columns to multiply by', () => {
    const [a, b] = [matrix(5, 32, 1), matrix(16, 32, 2)];
    const { memory, write, from, to, result } = aMemory(a, 16);
    const factor = memory.placeFactor(32, 16);
    memory.writeAsColumns(write(b), 16, factor);
    memory.product(from, factor, to, 5);
    expect(result()).toEqual(multiply(a, transpose(b)));
  });

  it('takes rows as the rows to multiply by, each by its own scale', () => {
    const even = (rows: number, columns: number, seed: number) =>
      matrix(rows, columns, seed).map((row) => row.map((value) => Math.min(value, 5)));
    const a = even(5, 16, 1);
    const b = even(16, 32, 2).map((row, index) => row.map((value) => value * (1 + index)));
    const { memory, write, to, result } = aMemory(a, 32);
    const factor = memory.placeFactor(16, 32);
    const scales = memory.writeAsRows(write(b), 16, factor);
    const scaled = a.map((row) =>
      row.map((value, column) => value * memory.floats[scales + column]!),
    );
    memory.product(write(scaled), factor, to, 5);
    // These are no whole numbers, and so they are rounded.
    const expected = multiply(a, b).flat();
    const greatest = Math.max(...expected.map(Math.abs));
    for (const [index, value] of result().flat().entries())
      expect(Math.abs(value - expected[index]!)).toBeLessThan(greatest / 100);
  });

  it('has a floor', () => {
    const { memory, from, to, result } = aMemory([Array<number>(16).fill(1)], 8);
    const factor = memory.placeLinear({
      ...{ values: new Float32Array(128).fill(-1), rows: 16, columns: 8 },
      bias: new Float32Array(8),
    });
    memory.product(from, factor, to, 1, 0);
    expect(result()).toEqual([Array(8).fill(0)]);
    memory.product(from, factor, to, 1);
    expect(result()).toEqual([Array(8).fill(-16)]);
  });

  it('makes zeros of zeros', () => {
    const { memory, write, from, to, result } = aMemory([Array<number>(16).fill(0)], 16);
    const factor = memory.placeFactor(16, 16);
    memory.writeAsColumns(write(matrix(16, 16, 1)), 16, factor);
    memory.product(from, factor, to, 1);
    expect(result()).toEqual([Array(16).fill(0)]);
  });

  it('says when there is no room', () => {
    expect(() => new MatrixMemory(100_000, 8, 16).place(1_000_000, 8)).toThrow(RangeError);
  });
});
