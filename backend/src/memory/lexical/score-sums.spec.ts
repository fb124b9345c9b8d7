import { seededRandom } from '../../../test/support/seeded-random.js';
import { ScoreSums } from './score-sums.js';

describe('sums of scores', () => {
  it.each([
    ['close together', 3_000],
    ['far apart', 2_000_000_000],
  ])('give the best first, of equals the newest, of memories %s', (_, most) => {
    const random = seededRandom(11);
    const additions = Array.from({ length: 5_000 }, () => ({
      number: Math.floor(random() * most),
      // Few different scores, so that many are equal.
      score: Math.ceil(random() * 4) / 4,
    }));
    const sums = new ScoreSums([Int32Array.from(additions, ({ number }) => number)]);
    const expected = new Map<number, number>();
    for (const { number, score } of additions) {
      sums.add(number, score);
      expected.set(number, (expected.get(number) ?? 0) + score);
    }
    const sorted = [...expected].sort((one, other) => other[1] - one[1] || other[0] - one[0]);
    for (const limit of [1, 100, 10_000]) expect(sums.best(limit)).toEqual(sorted.slice(0, limit));
    const [[number, sum] = [0, 0]] = sorted;
    expect([sums.of(number), sums.of(most + 1)]).toEqual([sum, 0]);
  });

  it('are none where nothing was added', () => {
    expect(new ScoreSums([]).best(3)).toEqual([]);
  });
});
