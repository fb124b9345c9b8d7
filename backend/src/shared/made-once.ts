/** How much is kept: texts, and characters of one; of longer ones it is made each time. */
export interface Kept {
  readonly most: number;
  readonly longest: number;
}

/**
 * Makes something of a text once for as long as the text keeps coming: memories are quoted turn after
 * turn. What was not asked for the longest goes first. What is made may not be changed by who gets it.
 */
export function madeOnce<T>(
  make: (text: string) => T,
  { most, longest }: Kept,
): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    if (text.length > longest) return make(text);
    const known = kept.get(text);
    if (known !== undefined) {
      kept.delete(text);
      kept.set(text, known);
      return known;
    }
    const made = make(text);
    kept.set(text, made);
    if (kept.size > most) {
      const [oldest = text] = kept.keys();
      kept.delete(oldest);
    }
    return made;
  };
}
