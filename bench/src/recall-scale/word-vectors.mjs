import { seededRandom } from '../../../backend/test/support/seeded-random.ts';

export const DIMENSIONS = 512;
/** Where they are kept. */
export const COLLECTION = { name: 'memocha_bench_512', dimensions: DIMENSIONS };

/** A direction for each word, from the word itself, so that texts are alike when they share words. */
const directions = new Map();

function directionOf(word) {
  const known = directions.get(word);
  if (known) return known;
  let seed = 0;
  for (const letter of word) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) | 0;
  const random = seededRandom(seed);
  const direction = Float32Array.from({ length: DIMENSIONS }, () => random() + random() - 1);
  directions.set(word, direction);
  return direction;
}

/** The unit vector of a text. */
export function vectorOf(text) {
  const vector = new Float32Array(DIMENSIONS);
  for (const word of text.match(/\p{L}+/gu) ?? []) {
    const direction = directionOf(word);
    for (let index = 0; index < DIMENSIONS; index++) vector[index] += direction[index];
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
