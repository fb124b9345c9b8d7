/**
 * How much is kept: texts, of which there may be twice as many for a while, and characters of one; of longer
 * ones it is made each time.
 */
export interface Kept {
  readonly most: number;
  readonly longest: number;
}

/**
 * Makes something of a text once for as long as the text keeps coming: memories are quoted turn after
 * turn. What was not asked for any more goes all at a time, so that to ask for what is kept costs no
 * more than to look it up. What is made may not be changed by who gets it.
 */
export function madeOnce<T>(
  make: (text: string) => T,
  { most, longest }: Kept,
): (text: string) => T {
  let asked = new Map<string, T>();
  let before = new Map<string, T>();
  return (text) => {
    if (text.length > longest) return make(text);
    const known = asked.get(text);
    if (known !== undefined) return known;
    const made = before.get(text) ?? make(text);
    asked.set(text, made);
    if (asked.size >= most) {
      before = asked;
      asked = new Map();
    }
    return made;
  };
}
