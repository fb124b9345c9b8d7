import { seededRandom } from '../seeded-random.ts';

/** Random unit vectors, the same ones for the same seed, in all directions alike. */
export function* randomVectors(dimensions: number, seed: number): Generator<Float32Array, never> {
  const random = seededRandom(seed);
  for (;;) yield unit(Float32Array.from({ length: dimensions }, () => gaussian(random)));
}

/** How many directions the vectors of real texts make the most of, about. */
const DIRECTIONS = 32;

/** Random unit vectors that lie, as those of real texts do, near few of the directions that there are. */
export function* textLikeVectors(dimensions: number, seed: number): Generator<Float32Array, never> {
  const directions = randomVectors(dimensions, seed);
  const base = Array.from({ length: DIRECTIONS }, () => directions.next().value);
  for (const share of randomVectors(DIRECTIONS, seed + 1)) {
    const vector = new Float32Array(dimensions);
    base.forEach((direction, of) => {
      direction.forEach((value, index) => (vector[index]! += value * (share[of] ?? 0)));
    });
    yield unit(vector);
  }
  throw new Error('random vectors never end');
}

/** The vector made one long. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Of unit vectors. */
export const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

/** Box and Muller's way from even to normal numbers. */
const gaussian = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
