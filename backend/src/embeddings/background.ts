import type { Background, EmbeddingPurpose } from './embedder.js';
import type { OtherLanguage } from './language-of.js';
import { UNRELATED_BY_LANGUAGE, type UnrelatedTexts } from './unrelated-texts-by-language.js';
import { UNRELATED_QUESTIONS, UNRELATED_STATEMENTS } from './unrelated-texts.js';

type Embed = (
  texts: readonly string[],
  purpose: EmbeddingPurpose,
) => Promise<readonly Float32Array[]>;

// `Object.keys` forgets what the keys are.
const LANGUAGES = Object.keys(UNRELATED_BY_LANGUAGE) as OtherLanguage[];
const ENGLISH: UnrelatedTexts = {
  questions: UNRELATED_QUESTIONS,
  statements: UNRELATED_STATEMENTS,
};

/**
 * Measures what "not alike" looks like to a model: mean and deviation of the cosines between questions
 * and statements that have nothing to do with one another. Models differ a lot: for some it is 0.05,
 * for others 0.75, so that no fixed cosine tells what fits.
 */
export const measureBackground = (embed: Embed): Promise<Background> => measure(embed, ENGLISH);

/**
 * The same in other languages: to a model of English any two German texts are as alike as 0.8. Each is
 * measured when it is first asked for, and known to whoever asks after that.
 */
export class LanguageBackgrounds {
  private readonly measured = new Map<OtherLanguage, Background | undefined>();

  constructor(private readonly embed: Embed) {}

  /** Measures all of them, for a model that is at hand anyway. */
  begin(): void {
    for (const language of LANGUAGES) this.get(language);
  }

  /** @returns undefined while it is not known. */
  get(language: OtherLanguage): Background | undefined {
    if (!this.measured.has(language)) {
      this.measured.set(language, undefined);
      this.find(language).catch(() => {
        // The model went away meanwhile: the next one who asks starts anew.
        this.measured.delete(language);
      });
    }
    return this.measured.get(language);
  }

  private async find(language: OtherLanguage): Promise<void> {
    this.measured.set(language, await measure(this.embed, UNRELATED_BY_LANGUAGE[language]));
  }
}

async function measure(
  embed: Embed,
  { questions, statements }: UnrelatedTexts,
): Promise<Background> {
  return between(await embed(questions, 'query'), await embed(statements, 'document'));
}

function between(
  questions: readonly Float32Array[],
  statements: readonly Float32Array[],
): Background {
  const cosines = questions.flatMap((question) =>
    statements.map((statement) => dot(question, statement)),
  );
  const mean = meanOf(cosines);
  return { mean, deviation: Math.sqrt(meanOf(cosines.map((cosine) => (cosine - mean) ** 2))) };
}

const dot = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
