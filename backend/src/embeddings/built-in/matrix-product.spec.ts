import { MatrixMemory } from './matrix-memory.js';

/** Numbers that 32-bit floats hold exactly, so that any order of adding gives the same sum. */
const matrix = (rows: number, columns: number, seed: number) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => ((row * 7 + column * 3 + seed) % 11) - 5),
  );

function multiply(a: number[][], b: number[][], bias: number[]): number[][] {
  return a.map((row) =>
    bias.map((start, column) =>
      row.reduce((sum, value, index) => sum + value * b[index]![column]!, start),
    ),
  );
}

describe('the product of matrices', () => {
  it.each([
    [1, 8, 8],
    [3, 16, 8],
    [4, 64, 24],
    [9, 128, 64],
    [128, 256, 16],
  ])('of %i x %i by %i is what it is', (rows, depth, columns) => {
    const [a, b] = [matrix(rows, depth, 1), matrix(depth, columns, 2)];
    const bias = matrix(1, columns, 3)[0]!;
    const memory = new MatrixMemory(200_000);
    const factor = memory.placeLinear({
      ...{ values: Float32Array.from(b.flat()), rows: depth, columns },
      bias: Float32Array.from(bias),
    });
    const from = memory.place(rows, depth);
    memory.floats.set(a.flat(), from.start);
    const to = memory.place(rows, columns);
    memory.product(from, factor, to, rows);
    const result = Array.from({ length: rows }, (_, row) =>
      Array.from(memory.floats.subarray(to.start + row * columns, to.start + (row + 1) * columns)),
    );
    expect(result).toEqual(multiply(a, b, bias));
  });

  it('has a floor', () => {
    const memory = new MatrixMemory(10_000);
    const factor = memory.placeLinear({
      ...{ values: new Float32Array(64).fill(-1), rows: 8, columns: 8 },
      bias: new Float32Array(8),
    });
    const from = memory.place(1, 8);
    memory.floats.fill(1, from.start, from.start + 8);
    const to = memory.place(1, 8);
    memory.product(from, factor, to, 1, 0);
    expect(Array.from(memory.floats.subarray(to.start, to.start + 8))).toEqual(Array(8).fill(0));
    memory.product(from, factor, to, 1);
    expect(memory.floats[to.start]).toBe(-8);
  });

  it('says when there is no room', () => {
    expect(() => new MatrixMemory(10_000).place(1_000_000, 8)).toThrow(RangeError);
  });
});
