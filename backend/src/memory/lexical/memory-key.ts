import { STANDING, isStandingInstruction } from './standing-instruction.js';
import { termsOf } from './terms.js';

/** Distinct terms that are kept of one text: enough for some 20,000 characters of prose. */
const MAX_DISTINCT = 2_000;
/** What the index's columns hold. */
const MAX_COUNT = 32_767;
/** Characters of an answer's prose that its question can be found by: the rest repeats or strays. */
const REPLY = 300;

const CODE_FENCE = /```[^]*?(?:```|$)/g;
const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_]*/gu;
/** `snake_case`, `camelCase` and `HTTPServer`: names, other than the words of a programming language. */
const COMPOUND = /[^_]_+[^_]|\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;

/** What a memory is found by. */
export interface MemoryKey {
  readonly frequencies: ReadonlyMap<string, number>;
  /** All terms of the prose, repeats counted: BM25's document length. */
  readonly length: number;
}

/** Something said, as far as it is found by words. */
export interface Keyed {
  readonly text: string;
  readonly at: Date;
  /** Who said it, where people talk among themselves. */
  readonly speaker?: string | null | undefined;
}

/** A text without its fenced code. */
export const proseOf = (text: string): string => text.replace(CODE_FENCE, ' ');

/**
 * The key of something said: the terms of its prose, who said it, and the names of the day that it was
 * said on (UTC). Of fenced code the compound names can be found; its other words made half of what
 * BEAM's chats were found by, and cost 2 points of recall@10.
 */
export function memoryKey({ text, at, speaker }: Keyed): MemoryKey {
  const prose = [...termsOf(DAY.format(at)), ...termsOf(speaker ?? ''), ...termsOf(proseOf(text))];
  const frequencies = new Map<string, number>();
  for (const term of prose) {
    const frequency = frequencies.get(term) ?? 0;
    if (frequency === 0 && frequencies.size === MAX_DISTINCT) continue;
    frequencies.set(term, Math.min(frequency + 1, MAX_COUNT));
  }
  const once = codeNames(text);
  if (!speaker && isStandingInstruction(text)) once.unshift(STANDING);
  for (const term of once)
    if (!frequencies.has(term) && frequencies.size < MAX_DISTINCT) frequencies.set(term, 1);
  return { frequencies, length: Math.min(prose.length, MAX_COUNT) };
}

/** Terms by which a message is also found once an assistant has answered it: the start of the answer's prose. */
export const replyTerms = (reply: string): string[] => [
  ...new Set(termsOf(proseOf(reply).trimStart().slice(0, REPLY))),
];

function codeNames(text: string): string[] {
  const code = text.match(CODE_FENCE)?.join('\n') ?? '';
  const names = (code.match(IDENTIFIER) ?? []).filter((name) => COMPOUND.test(name));
  return [...new Set(names)].flatMap((name) => termsOf(name)[0] ?? []);
}

const DAY = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
