/** What each missing part means for the answer. */
const WORDS: Readonly<Partial<Record<string, string>>> = {
  memory: 'Memory could not be asked this time, so this answer was written without it.',
  history: 'Earlier messages could not be read, so this answer was written without them.',
};

/** One quiet line about what an answer had to do without; null when nothing was missing. */
export function degradedWords(degraded: readonly string[]): string | null {
  const first = degraded[0];
  if (first === undefined) return null;
  return WORDS[first] ?? 'A part of Memocha was away, so this answer may miss something.';
}
