/** Texts of one request: few, since a small server works one after the other, and a question may wait. */
const MOST_TEXTS = 16;
const MOST_CHARACTERS = 16_000;

/** Cuts a list into requests of bounded count and size; a text that is larger alone stands alone. */
export function inBatches(texts: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let size = Infinity;
  for (const text of texts) {
    const current = batches.at(-1);
    size += text.length;
    if (current === undefined || current.length === MOST_TEXTS || size > MOST_CHARACTERS) {
      batches.push([text]);
      size = text.length;
    } else current.push(text);
  }
  return batches;
}
