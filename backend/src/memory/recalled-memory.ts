import type { MemoryKind } from './memory.entity.js';

/** Something to remember: what a person said, and when. */
export interface SpokenMessage {
  readonly id: string;
  readonly userId: string;
  readonly text: string;
  readonly at: Date;
  /** Who said it, where people talk among themselves. */
  readonly speaker?: string | null;
}

/** What to recall, for whom, and how much of it. */
export interface RecallQuery {
  readonly userId: string;
  readonly spaceId: string;
  readonly text: string;
  /** At most so many memories. */
  readonly limit: number;
  /** At most so many tokens in all their texts together. */
  readonly tokenBudget: number;
  /** Only what was said in this session. */
  readonly sessionId?: string | undefined;
  /** Memories that come from these messages are left out. */
  readonly exceptMessageIds?: readonly string[] | undefined;
  /** When it is asked: what "yesterday" means. Left out, now. */
  readonly at?: Date | undefined;
  /**
   * Whether it is typed by somebody who searches: then small talk is looked for as anything else, and
   * what says the same as the query is found, too.
   */
  readonly isSearch?: boolean | undefined;
}

/** What a recall found, and how sure it is. */
export interface Recollection {
  /** Best first. */
  readonly items: readonly RecalledMemory[];
  /** In [0, 1]: how sure it is that anything here speaks to the query. */
  readonly confidence: number;
  /** Whether it is so unsure that nothing should be made of the items. */
  readonly nothingFits: boolean;
  /** Parts that were missing, as codes: `words`, `time`, `vectors`, `embedder`, `vectors_filling`. */
  readonly degraded: readonly string[];
  readonly timings: RecallTimings;
  /** What came close and was left out, best first. */
  readonly leftOut: readonly LeftOutMemory[];
}

/** Milliseconds that parts of a recall took; search and embedding overlap. */
export interface RecallTimings {
  readonly embedMs: number;
  readonly searchMs: number;
  readonly rankMs: number;
  readonly totalMs: number;
}

/** A memory that came close, and why it was left out: repeated by another one, no room, or enough others. */
export interface LeftOutMemory {
  readonly memoryId: string;
  readonly score: number;
  readonly parts: RecallParts;
  readonly reason: 'repeated' | 'token_budget' | 'limit';
}

/** A message that a memory comes from. */
export interface MemorySource {
  readonly messageId: string;
  readonly externalId: string | null;
  readonly sessionId: string;
  readonly sessionTitle: string;
  readonly sessionExternalId: string | null;
  readonly role: 'user' | 'assistant';
}

/** A memory that speaks to a query. */
export interface RecalledMemory {
  readonly memoryId: string;
  readonly kind: MemoryKind;
  /** What was said; of a long text the part that speaks to the query. */
  readonly text: string;
  /** When it was said, ISO 8601 in UTC. */
  readonly at: string;
  /** Higher is better; comparable within one recall only. */
  readonly score: number;
  readonly parts: RecallParts;
  /** Tokens of `text`. */
  readonly tokens: number;
  /** Who said it, where people talk among themselves. */
  readonly speaker: string | null;
  /** The memory with a later statement about the same thing, where that could be told. */
  readonly outdatedBy: string | null;
  /** When that was said, ISO 8601 in UTC. */
  readonly outdatedAt: string | null;
  readonly sources: readonly MemorySource[];
}

/** What spoke for a memory, each 0 or more; together they are its score. */
export interface RecallParts {
  /** Its words; 0 for one that only its neighbours speak for. */
  readonly lexical: number;
  /** Its meaning. */
  readonly meaning: number;
  /** What was said just before and after it, and in its conversation. */
  readonly context: number;
  /** That the query names who said it. */
  readonly speaker: number;
  /** That it was said at the time that the query names. */
  readonly time: number;
  /** That it tells the assistant what shall hold from now on. */
  readonly standing: number;
  /** That it was said lately, where that was what was asked for. */
  readonly newest: number;
}

/** A memory that an earlier answer used, or left out. */
export interface RecallReference {
  readonly memoryId: string;
  /** What was asked: of a long memory it decides which part was used. */
  readonly question: string;
  readonly score: number;
  readonly parts: RecallParts;
  /** Undefined, as of what was left out: those of the text that is shown now. */
  readonly tokens?: number | undefined;
  /** The later statement and its date, where the answer knew of one. */
  readonly outdatedBy?: string | null;
  readonly outdatedAt?: string | null;
}
