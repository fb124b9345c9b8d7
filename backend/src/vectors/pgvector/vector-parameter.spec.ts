import { vectorParameter } from './vector-parameter.js';

describe('a vector on its way to pgvector', () => {
  it('is its length, two bytes for later and its numbers, the high bytes first', () => {
    expect(vectorParameter(Float32Array.of(1, 0)).toString('hex')).toBe(
      '00020000' + '3f80000000000000',
    );
  });

  it('is made one long', () => {
    const bytes = vectorParameter(Float32Array.of(0.303, 0.404));
    expect([bytes.readFloatBE(4), bytes.readFloatBE(8)]).toEqual([
      expect.closeTo(0.6, 6),
      expect.closeTo(0.8, 6),
    ]);
  });
});
