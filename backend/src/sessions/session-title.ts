const LONGEST = 60;

/**
 * The title that a conversation gets from its first message: the first line, without Markdown marks,
 * cut at a word to at most 60 characters. A message of marks alone gives "New chat".
 */
export function titleFrom(message: string): string {
  const lines = message
    .split('\n')
    // Far more than a title, and short enough for a pattern that looks back from every space.
    .map((line) => line.trim().slice(0, 5 * LONGEST))
    .map((line) => line.replace(/^[\s#>*`-]+|[\s`*]+$/g, ''));
  const line = (lines.find((candidate) => candidate !== '') ?? '').replace(/\s+/g, ' ');
  if (line === '') return UNTITLED;
  const characters = Array.from(line);
  if (characters.length <= LONGEST) return line;
  const cut = characters.slice(0, LONGEST - 1).join('');
  const atWord = cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST / 2));
  return `${atWord.trimEnd().replace(/[,;:]$/, '')}…`;
}

/** What a conversation is called before it has a title. */
export const UNTITLED = 'New chat';
