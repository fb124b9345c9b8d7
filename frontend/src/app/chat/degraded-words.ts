/** What each missing part means for the answer. */
const WORDS: Readonly<Partial<Record<string, string>>> = {
  model: 'No model answered this time: these are quotes from memory, and your message is kept.',
  fallback: 'The first model did not answer, so the fallback wrote this.',
  memory: 'Memory could not be asked this time, so this answer was written without it.',
  history: 'Earlier messages could not be read, so this answer was written without them.',
  words: 'Memory was searched by meaning only; search by words did not answer in time.',
  time: 'The time you asked about could not be looked up, so memory was searched without it.',
  vectors: 'Memory was searched by words only, since the store of meanings did not answer.',
  embedder: 'Memory was searched by words only, since the embedding model did not answer.',
  vectors_filling: 'Memory was searched by words only; its meanings are still being learnt.',
};

/** Limits of memory that a message met: what that means, and what can be done. */
const LIMITS: Readonly<Partial<Record<string, string>>> = {
  memory_shortened:
    'Too long to be remembered whole: only its beginning will be found again. What is sent in parts is remembered whole.',
  memory_full:
    'Memory is full: this message stays in the chat, but is not remembered. Deleting chats makes room.',
};

const OTHER = 'A part of Memocha was away, so this answer may miss something.';

/** What an answer had to do without, a sentence each; parts of the same words once. */
export const degradedSentences = (degraded: readonly string[]): readonly string[] => [
  ...new Set(
    degraded.filter((code) => LIMITS[code] === undefined).map((code) => WORDS[code] ?? OTHER),
  ),
];

/** Which limit of memory the message met that was answered; null when it met none. */
export const limitWords = (degraded: readonly string[]): string | null =>
  degraded.map((code) => LIMITS[code]).find((words) => words !== undefined) ?? null;
