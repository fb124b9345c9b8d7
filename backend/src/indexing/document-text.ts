/** What a memory's text is embedded with besides itself. */
export interface EmbeddedMemory {
  readonly text: string;
  /** Who said it, where people talk among themselves. */
  readonly speaker: string | null;
}

const CODE_FENCE = /```[^]*?(?:```|$)/g;
/** Characters of prose that the embedding is made of; more dilutes it. */
const LONGEST = 2_000;

/** The text whose vector stands for a memory: its prose, and who said it. */
export function documentText({ text, speaker }: EmbeddedMemory): string {
  const prose = text.replace(CODE_FENCE, ' ').trim() || text;
  return (speaker === null ? prose : `${speaker}: ${prose}`).slice(0, LONGEST).toWellFormed();
}
