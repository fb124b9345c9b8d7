import { EmbedderUnavailable } from '../embedder.js';

/**
 * Reads what a server answered to `count` texts.
 * @returns one unit vector a text, in their order, all of the same length.
 * @throws {EmbedderUnavailable} `embedder_garbled`, saying what is wrong with it.
 */
export function vectorsOfAnswer(answer: unknown, count: number): readonly Float32Array[] {
  const list = member(answer, 'data');
  if (!Array.isArray(list)) throw garbled('sent something else than a list of vectors');
  if (list.length !== count)
    throw garbled(`sent ${list.length} vectors for ${count} ${count === 1 ? 'text' : 'texts'}`);
  const vectors = inOrder(list).map((entry) => toUnitVector(member(entry, 'embedding')));
  const lengths = new Set(vectors.map(({ length }) => length));
  if (lengths.size > 1)
    throw garbled(`sent vectors of different lengths (${[...lengths].join(', ')})`);
  return vectors;
}

/** An answer that cannot be used. @param what it did, after "The embedding server". */
export const garbled = (what: string): EmbedderUnavailable =>
  new EmbedderUnavailable(`The embedding server ${what}.`, { code: 'embedder_garbled' });

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** By their `index`, where the server gives one: nobody promises the order of the list. */
function inOrder(list: readonly unknown[]): readonly unknown[] {
  const places = list.map((entry) => member(entry, 'index'));
  if (places.every((place) => place === undefined)) return list;
  const ordered = list.map((_, place) => list[places.indexOf(place)]);
  if (ordered.includes(undefined)) throw garbled('did not say which vector belongs to which text');
  return ordered;
}

function toUnitVector(numbers: unknown): Float32Array {
  if (!Array.isArray(numbers) || numbers.length === 0) throw garbled('sent an empty vector');
  const vector = Float32Array.from(
    numbers.map((value) => (typeof value === 'number' ? value : NaN)),
  );
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length)) throw garbled('sent a vector with something else than numbers');
  if (length === 0) throw garbled('sent a vector of zeros');
  return vector.map((value) => value / length);
}
