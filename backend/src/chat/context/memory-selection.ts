import { isQuestion, type RecalledMemory, type Recollection } from '../../memory/index.js';
import type { LeftOutOfAnswer } from '../../messages/index.js';
import { countTokens } from '../../shared/index.js';
import { quote } from './memory-block.js';

/** Left out ones that are kept with an answer, at most. */
const MOST_LEFT_OUT = 20;

/** What goes into a prompt of what recall found, and what does not. */
export interface MemorySelection {
  /** Best first. */
  readonly used: readonly RecalledMemory[];
  /** The used ones as they stand in the prompt. */
  readonly lines: readonly string[];
  /** Best first. */
  readonly leftOut: readonly LeftOutOfAnswer[];
}

/** What decides which memories go in. */
export interface SelectionRules {
  /** Ids of the messages that the prompt shows anyway. */
  readonly shown: ReadonlySet<string>;
  /** Tokens that all quotes together may have. */
  readonly budget: number;
  /** Whether the answer is made of quotes, without a model. */
  readonly quoting: boolean;
}

/** Takes the best memories that fit and help, each of the others with the reason why not. */
export function selectMemories(
  { items, nothingFits, leftOut }: Pick<Recollection, 'items' | 'nothingFits' | 'leftOut'>,
  rules: SelectionRules,
): MemorySelection {
  let left = rules.budget;
  const used: RecalledMemory[] = [];
  const lines: string[] = [];
  const others: LeftOutOfAnswer[] = [];
  for (const memory of items) {
    const line = quote(memory);
    const size = countTokens(line);
    const reason = nothingFits ? 'nothing_fits' : reasonAgainst(memory, size, left, rules);
    if (reason) {
      const { memoryId, score, parts } = memory;
      others.push({ memoryId, score, parts, reason });
      continue;
    }
    left -= size;
    used.push(memory);
    lines.push(line);
  }
  return {
    used,
    lines,
    leftOut: [...others, ...leftOut].slice(0, MOST_LEFT_OUT),
  };
}

function reasonAgainst(
  { text, sources }: RecalledMemory,
  size: number,
  room: number,
  { shown, quoting }: SelectionRules,
): LeftOutOfAnswer['reason'] | undefined {
  // What the conversation itself shows needs no reminder.
  if (sources.some(({ messageId }) => shown.has(messageId))) return 'in_conversation';
  if (quoting && isQuestion(text)) return 'question';
  return size > room ? 'token_budget' : undefined;
}
