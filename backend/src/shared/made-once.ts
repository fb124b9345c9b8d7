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
    const known = kept.get(text);
    const made = known ?? make(text);
    if (text.length > longest) return made;
    if (known !== undefined) kept.delete(text);
    kept.set(text, made);
    const oldest = kept.keys().next().value;
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}
