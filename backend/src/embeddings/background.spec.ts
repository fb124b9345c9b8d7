import { poll } from '../../test/support/poll.js';
import { LanguageBackgrounds, measureBackground } from './background.js';
import { languageOf } from './language-of.js';
import { UNRELATED_BY_LANGUAGE } from './unrelated-texts-by-language.js';
import { UNRELATED_QUESTIONS, UNRELATED_STATEMENTS } from './unrelated-texts.js';

/** Questions point along the first axis; statements halfway, then further and further off it. */
const fan = (texts: readonly string[], purpose: string) =>
  Promise.resolve(
    texts.map((_, index) => {
      const angle = purpose === 'query' ? 0 : index % 2 === 0 ? Math.acos(0.6) : Math.acos(0.2);
      return Float32Array.of(Math.cos(angle), Math.sin(angle));
    }),
  );

const LAST = UNRELATED_BY_LANGUAGE.ja.statements[5];

describe('the background of a model', () => {
  it('is mean and deviation of questions against statements', async () => {
    const { mean, deviation } = await measureBackground(fan);
    expect(mean).toBeCloseTo(0.4, 5);
    expect(deviation).toBeCloseTo(0.2, 5);
  });

  it('is another one in another language, known once it was asked for', async () => {
    const withJapaneseAlike = (texts: readonly string[], purpose: string) =>
      languageOf(texts[0] ?? '') === 'ja'
        ? Promise.resolve(texts.map(() => Float32Array.of(1, 0)))
        : fan(texts, purpose);
    const backgrounds = new LanguageBackgrounds(withJapaneseAlike);
    const known = (language: 'ja' | 'ru') =>
      poll(language, () => backgrounds.get(language), { withinMs: 10_000 });
    expect(backgrounds.get('ja')).toBeUndefined();
    await expect(known('ja')).resolves.toEqual({ mean: 1, deviation: 0 });
    expect((await known('ru')).mean).toBeCloseTo(0.4, 5);
  });

  it('is measured in all languages where the model is at hand', async () => {
    const asked: string[] = [];
    const backgrounds = new LanguageBackgrounds((texts, purpose) => {
      asked.push(...texts);
      return fan(texts, purpose);
    });
    backgrounds.begin();
    await poll('the last statement', () => asked.includes(LAST), { withinMs: 10_000 });
  });

  it('is measured again in another language after the model went away', async () => {
    let away = true;
    const backgrounds = new LanguageBackgrounds((texts, purpose) => {
      if (!away) return fan(texts, purpose);
      away = false;
      return Promise.reject(new Error('away'));
    });
    const known = await poll('German', () => backgrounds.get('de'), { withinMs: 10_000 });
    expect(known.mean).toBeCloseTo(0.4, 5);
  });

  it('is measured with some sixty texts, none of them twice', () => {
    const texts = [...UNRELATED_QUESTIONS, ...UNRELATED_STATEMENTS];
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThanOrEqual(60);
  });
});
