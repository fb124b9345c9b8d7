/** Bytes before a vector's numbers: their count, and two that pgvector keeps for later. */
const HEADER = 4;
const NUMBER = 4;

/**
 * A vector as pgvector reads it in binary: a sixth of the bytes that text takes, and nothing to parse.
 * Made exactly one long, so that its inner product with another one is their cosine.
 */
export function vectorParameter(embedding: Float32Array): Buffer {
  let square = 0;
  for (const number of embedding) square += number * number;
  const length = Math.sqrt(square);
  const bytes = Buffer.alloc(HEADER + embedding.length * NUMBER);
  bytes.writeInt16BE(embedding.length, 0);
  for (const [index, number] of embedding.entries())
    bytes.writeFloatBE(number / length, HEADER + index * NUMBER);
  return bytes;
}
