import { countTokens } from '../../shared/index.js';
import type { LeftOutMemory, RecalledMemory, RecallParts } from '../recalled-memory.js';
import type { MemoryRow } from './memory-rows.js';
import { shownText } from './shown-text.js';

/** A row with its place in the order and what put it there. */
export interface RankedRow extends MemoryRow {
  readonly score: number;
  readonly parts: RecallParts;
}

/** What a recall may return at most. */
export interface Limits {
  readonly limit: number;
  readonly tokenBudget: number;
}

/** With less room than this no further memory is tried. */
const WORTHWHILE_TOKENS = 4;

/** A later statement about the same thing. */
export type Later = Pick<RecalledMemory, 'outdatedBy' | 'outdatedAt'>;

/** A row as it is shown for a query. */
export function recalled(row: RankedRow, query: string, later: Later): RecalledMemory {
  const { text, withReply } = shownText(row, query);
  const { sessionId, sessionTitle, sessionExternalId, messageId, externalId, role } = row;
  const session = { sessionId, sessionTitle, sessionExternalId };
  const reply =
    withReply && row.replyMessageId !== null
      ? [
          {
            messageId: row.replyMessageId,
            externalId: row.replyExternalId,
            ...session,
            role: 'assistant' as const,
          },
        ]
      : [];
  return {
    memoryId: row.memoryId,
    kind: row.kind,
    text,
    at: row.at.toISOString(),
    score: row.score,
    parts: row.parts,
    tokens: countTokens(text),
    speaker: row.speaker,
    outdatedBy: later.outdatedBy,
    outdatedAt: later.outdatedAt,
    sources: [{ messageId, externalId, ...session, role }, ...reply],
  };
}

/**
 * The best ones that fit; a long one that does not leaves its room to those behind it.
 * @param show makes an item of a row.
 */
export function fit(
  bestFirst: readonly RankedRow[],
  { limit, tokenBudget }: Limits,
  show: (row: RankedRow) => RecalledMemory,
): { readonly items: RecalledMemory[]; readonly leftOut: LeftOutMemory[] } {
  const items: RecalledMemory[] = [];
  const leftOut: LeftOutMemory[] = [];
  let room = tokenBudget;
  for (const row of bestFirst) {
    const full = items.length >= limit;
    const item = full || room < WORTHWHILE_TOKENS ? undefined : show(row);
    if (item && item.tokens <= room) {
      room -= item.tokens;
      items.push(item);
    } else leftOut.push(left(row, full ? 'limit' : 'token_budget'));
  }
  return { items, leftOut };
}

/** A row that was left out, and why. */
export const left = (
  { memoryId, score, parts }: RankedRow,
  reason: LeftOutMemory['reason'],
): LeftOutMemory => ({ memoryId, score, parts, reason });
