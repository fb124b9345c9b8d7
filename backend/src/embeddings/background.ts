import type { EmbeddingModel, EmbeddingPurpose } from './embedder.js';
import { UNRELATED_STATEMENTS, UNRELATED_QUESTIONS } from './unrelated-texts.js';

type Embed = (
  texts: readonly string[],
  purpose: EmbeddingPurpose,
) => Promise<readonly Float32Array[]>;

/**
 * Measures what "not alike" looks like to a model: mean and deviation of the cosines between questions
 * and statements that have nothing to do with one another. Models differ a lot: for some it is 0.05,
 * for others 0.75, so that no fixed cosine tells what fits.
 */
export async function measureBackground(embed: Embed): Promise<EmbeddingModel['background']> {
  const questions = await embed(UNRELATED_QUESTIONS, 'query');
  const statements = await embed(UNRELATED_STATEMENTS, 'document');
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
