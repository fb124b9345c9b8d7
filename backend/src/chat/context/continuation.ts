import { readFileSync } from 'node:fs';
import type { PromptMessage } from '../../llm/index.js';
import { sizeOf } from './history-window.js';

/** What asks the model to go on. */
const GO_ON = readFileSync(new URL('../../../prompts/continue.md', import.meta.url), 'utf8').trim();

/** Most tokens of an answer that are sent so that it is continued. */
const MOST_TOKENS = 2_000;

/** The part of an unfinished answer that is sent. */
export interface Continuation {
  readonly messages: readonly PromptMessage[];
  readonly tokens: number;
  /** The characters of the answer that are sent, from one to before another. */
  readonly sent: { readonly from: number; readonly to: number };
}

/** The messages that show the model an unfinished answer, and ask it to go on. */
export const askToGoOn = (unfinished: string): PromptMessage[] => [
  ...(unfinished ? [{ role: 'assistant' as const, text: unfinished }] : []),
  { role: 'user', text: GO_ON },
];

/**
 * Fits the end of an unfinished answer into a prompt.
 * @param room tokens; the end that is sent takes at most half of them.
 */
export function continuationOf(answer: string, room: number): Continuation {
  const budget = Math.min(MOST_TOKENS, Math.floor(room / 2) - sizeOf(GO_ON));
  const from = beginOfEnd(answer, budget);
  const messages = askToGoOn(answer.slice(from));
  const tokens = messages.reduce((sum, { text }) => sum + sizeOf(text), 0);
  return { messages, tokens, sent: { from, to: answer.length } };
}

/** Where the longest end begins that fits; never in the middle of a character. */
function beginOfEnd(text: string, budget: number): number {
  let [fits, tooLong] = [text.length, -1];
  while (fits - tooLong > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (sizeOf(text.slice(middle)) <= budget) fits = middle;
    else tooLong = middle;
  }
  return /^[\uDC00-\uDFFF]/.test(text.slice(fits)) ? fits + 1 : fits;
}
