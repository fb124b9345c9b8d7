import { measureBackground } from './background.js';
import { UNRELATED_QUESTIONS, UNRELATED_STATEMENTS } from './unrelated-texts.js';

/** Questions point along the first axis; statements halfway, then further and further off it. */
const fan = (texts: readonly string[], purpose: string) =>
  Promise.resolve(
    texts.map((_, index) => {
      const angle = purpose === 'query' ? 0 : index % 2 === 0 ? Math.acos(0.6) : Math.acos(0.2);
      return Float32Array.of(Math.cos(angle), Math.sin(angle));
    }),
  );

describe('the background of a model', () => {
  it('is mean and deviation of questions against statements', async () => {
    const { mean, deviation } = await measureBackground(fan);
    expect(mean).toBeCloseTo(0.4, 5);
    expect(deviation).toBeCloseTo(0.2, 5);
  });

  it('is measured with some sixty texts, none of them twice', () => {
    const texts = [...UNRELATED_QUESTIONS, ...UNRELATED_STATEMENTS];
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThanOrEqual(60);
  });
});
