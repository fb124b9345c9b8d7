const encoder = new TextEncoder();

/**
 * The beginning of a text that fits into so many bytes of UTF-8, cut between two characters.
 * @returns with its size in bytes.
 */
export function cutText(
  text: string,
  bytes: number,
): { readonly text: string; readonly size: number } {
  const size = Buffer.byteLength(text);
  if (size <= bytes) return { text, size };
  const { read, written } = encoder.encodeInto(text, new Uint8Array(bytes));
  return { text: text.slice(0, read), size: written };
}
