/** Something said, as far as its vector is made of it. */
export interface Said {
  readonly text: string;
  /** Who said it, where people talk among themselves. */
  readonly speaker: string | null;
}

/** What a memory's vector is made of. */
export interface EmbeddedMemory extends Said {
  /** The memory just before it in its session (the next lower `number`); null at the start. */
  readonly previous: Said | null;
}

const CODE_FENCE = /```[^]*?(?:```|$)/g;
/** Characters of what was said that the vector is made of; more dilutes it. */
const LONGEST = 2_000;
/** Characters of what was said before it. */
const LONGEST_PREVIOUS = 500;

/**
 * The text whose vector stands for a memory: its prose, and who said it. Among people what was said
 * just before comes along, since their turns are short and mean little alone ("Yeah, last week!").
 */
export function documentText({ previous, ...said }: EmbeddedMemory): string {
  const own = line(said, LONGEST);
  return said.speaker === null || previous === null
    ? own
    : `${own}\n${line(previous, LONGEST_PREVIOUS)}`;
}

function line({ text, speaker }: Said, longest: number): string {
  const prose = text.replace(CODE_FENCE, ' ').trim() || text;
  return (speaker === null ? prose : `${speaker}: ${prose}`).slice(0, longest).toWellFormed();
}
