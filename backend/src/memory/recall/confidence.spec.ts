import { confidence, type Evidence, type Nearest, NOTHING_FITS } from './confidence.js';

const term = (name: string, weight: number) => ({ term: name, weight, documents: 1 });
const BACKGROUND = { mean: 0.1, deviation: 0.1 };

const near = (cosine: number, background = BACKGROUND): Nearest => ({
  cosine,
  background,
  inLanguage: undefined,
});

const evidence = (more: Partial<Evidence>): Evidence => ({
  terms: [term('dog', 4), term('rex', 5)],
  memories: 400,
  timely: false,
  found: [new Set(['dog', 'rex'])],
  nearest: near(0.5),
  ...more,
});

describe('confidence', () => {
  it('is high where the words are there and the meaning is near', () => {
    expect(confidence(evidence({}))).toBeGreaterThan(0.9);
  });

  it('is too low where neither is', () => {
    const far = near(0.2);
    expect(confidence(evidence({ found: [new Set()], nearest: far }))).toBeLessThan(NOTHING_FITS);
  });

  it('falls with each: what is covered, the rarest word lacking, how near it is', () => {
    const whole = confidence(evidence({}));
    const spread = confidence(evidence({ found: [new Set(['dog']), new Set(['rex'])] }));
    const half = confidence(evidence({ found: [new Set(['dog'])] }));
    const farther = confidence(evidence({ nearest: near(0.4) }));
    expect(whole).toBeGreaterThan(spread);
    expect(spread).toBeGreaterThan(half);
    expect(whole).toBeGreaterThan(farther);
  });

  it('measures nearness by what the model takes for unlike', () => {
    const nearest = near(0.86, { mean: 0.8, deviation: 0.02 });
    const other = near(0.4);
    expect(confidence(evidence({ nearest }))).toBeCloseTo(
      confidence(evidence({ nearest: other })),
      10,
    );
  });

  describe('in a language in which all texts are alike to the model', () => {
    const foreign = (cosine: number) =>
      confidence(
        evidence({
          found: [new Set()],
          nearest: { ...near(cosine), inLanguage: { mean: 0.8, deviation: 0.01 } },
        }),
      );
    const english = (cosine: number) =>
      confidence(evidence({ found: [new Set()], nearest: near(cosine) }));

    it('does not take that for near', () => {
      expect(foreign(0.8)).toBeLessThan(english(0.8));
    });

    it('is less moved by meaning', () => {
      expect(foreign(0.82) - foreign(0.8)).toBeGreaterThan(0);
      expect(foreign(0.82) - foreign(0.8)).toBeLessThan(english(0.5) - english(0.3));
    });

    it('sees that a space is in another language', () => {
      expect(foreign(0.2)).toBeLessThan(NOTHING_FITS);
    });
  });

  it('rises where the first one was said at the time that is asked for', () => {
    expect(confidence(evidence({ timely: true }))).toBeGreaterThan(confidence(evidence({})));
  });

  it('rises where one memory has all of the words', () => {
    const apart = [new Set(['dog']), new Set(['rex'])];
    const together = [new Set(['dog', 'rex'])];
    expect(confidence(evidence({ found: together }))).toBeGreaterThan(
      confidence(evidence({ found: apart })),
    );
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
