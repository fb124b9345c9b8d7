import { confidence, type Evidence, NOTHING_FITS } from './confidence.js';

const term = (name: string, weight: number) => ({ term: name, weight, documents: 1 });
const BACKGROUND = { mean: 0.1, deviation: 0.1 };

const evidence = (more: Partial<Evidence>): Evidence => ({
  terms: [term('dog', 4), term('rex', 5)],
  memories: 400,
  timely: false,
  found: [new Set(['dog', 'rex'])],
  nearest: { cosine: 0.5, background: BACKGROUND },
  ...more,
});

describe('confidence', () => {
  it('is high where the words are there and the meaning is near', () => {
    expect(confidence(evidence({}))).toBeGreaterThan(0.9);
  });

  it('is too low where neither is', () => {
    const far = { cosine: 0.2, background: BACKGROUND };
    expect(confidence(evidence({ found: [new Set()], nearest: far }))).toBeLessThan(NOTHING_FITS);
  });

  it('falls with each: what is covered, the rarest word lacking, how near it is', () => {
    const whole = confidence(evidence({}));
    const spread = confidence(evidence({ found: [new Set(['dog']), new Set(['rex'])] }));
    const half = confidence(evidence({ found: [new Set(['dog'])] }));
    const farther = confidence(evidence({ nearest: { cosine: 0.4, background: BACKGROUND } }));
    expect(whole).toBeGreaterThan(spread);
    expect(spread).toBeGreaterThan(half);
    expect(whole).toBeGreaterThan(farther);
  });

  it('measures nearness by what the model takes for unlike', () => {
    const nearest = { cosine: 0.86, background: { mean: 0.8, deviation: 0.02 } };
    const other = { cosine: 0.4, background: BACKGROUND };
    expect(confidence(evidence({ nearest }))).toBeCloseTo(
      confidence(evidence({ nearest: other })),
      10,
    );
  });

  it('rises where the first one was said at the time that is asked for', () => {
    expect(confidence(evidence({ timely: true }))).toBeGreaterThan(confidence(evidence({})));
  });

  it('does without meaning', () => {
    expect(confidence(evidence({ nearest: undefined }))).toBeGreaterThan(NOTHING_FITS);
    const words = { terms: [term('dog', 4), term('rex', 6)], found: [new Set<string>()] };
    expect(confidence(evidence({ ...words, nearest: undefined }))).toBeLessThan(0.5);
  });

  it('does not take a word for rare in a space with a handful of memories', () => {
    const few = evidence({ memories: 2, found: [new Set(['dog'])], nearest: undefined });
    expect(confidence(few)).toBeGreaterThan(0.5);
  });
});
