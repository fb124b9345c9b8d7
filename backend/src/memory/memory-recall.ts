import { Injectable } from '@nestjs/common';
import { countTokens } from '../shared/index.js';
import { LexicalArm } from './lexical/lexical-arm.js';
import { termsOf } from './lexical/terms.js';
import { asksAboutThePerson } from './recall/about-the-person.js';
import { isEchoOf, withoutRepeats } from './recall/clean-up.js';
import { excerpt } from './recall/excerpt.js';
import { type MemoryRow, MemoryRows } from './recall/memory-rows.js';
import { NewestArm } from './recall/newest-arm.js';
import { type Candidate, rank, type Ranked } from './recall/ranking.js';
import {
  type RecalledMemory,
  type RecallParts,
  type RecallQuery,
  type RecallReference,
  type Recollection,
} from './recalled-memory.js';

/** Candidates of an arm, at least, besides those that must be left out; more do not change the order. */
const CANDIDATES = 60;
/** Key terms of the date, and room for a word or two, that a repeat of the query may have more. */
const REPEAT_MARGIN = 6;
/** Rows whose text is read, besides those wanted: some are repeats or must be left out. */
const SPARE_ROWS = 20;
/** With less room than this no further memory is tried. */
const WORTHWHILE_TOKENS = 4;

/** Finds what a person said before that speaks to what they say now. */
@Injectable()
export class MemoryRecall {
  constructor(
    private readonly lexical: LexicalArm,
    private readonly last: NewestArm,
    private readonly rows: MemoryRows,
  ) {}

  /**
   * @throws {Error} when the user or the space is missing: nobody's memories are everybody's.
   */
  async recall(query: RecallQuery): Promise<Recollection> {
    const started = performance.now();
    required('user', query.userId);
    required('space', query.spaceId);
    const ranked = asksAboutThePerson(query.text)
      ? await this.newest(query)
      : rank(await this.candidates(query)).map(byWords);
    const readable = await this.read(ranked.slice(0, query.limit + SPARE_ROWS), query);
    const items = withinLimits(withoutRepeats(readable), query);
    const totalMs = performance.now() - started;
    return {
      items,
      confidence: items.length > 0 ? 1 : 0,
      nothingFits: items.length === 0,
      degraded: [],
      timings: { embedMs: 0, searchMs: totalMs, rankMs: 0, totalMs },
      leftOut: [],
    };
  }

  /**
   * The memories that earlier answers used, in the order of the references; undefined in the place
   * of one that was forgotten since.
   * @throws {Error} when the user is missing.
   */
  async again(
    userId: string,
    references: readonly RecallReference[],
  ): Promise<readonly (RecalledMemory | undefined)[]> {
    required('user', userId);
    if (references.length === 0) return [];
    const ids = [...new Set(references.map(({ memoryId }) => memoryId))];
    const rows = await this.rows.read(ids, userId, undefined);
    return references.map(({ memoryId, question, score, parts, tokens }) => {
      const row = rows.get(memoryId);
      if (!row) return undefined;
      const text = excerpt(row.text, new Set(termsOf(question)));
      return { ...recalled({ ...row, score, parts }, text), tokens };
    });
  }

  private async newest({ text, sessionId, ...query }: RecallQuery): Promise<Scored[]> {
    const limit = query.limit + SPARE_ROWS;
    const hits = await this.last.find({ scope: query, text, sessionId }, limit);
    return hits.map(({ memoryId, score }) => ({
      memoryId,
      score,
      parts: { ...NO_PARTS, newest: score },
    }));
  }

  /** What the arms found, placed in its sessions, without what is not to be recalled. */
  private async candidates(query: RecallQuery): Promise<Candidate[]> {
    const { text, sessionId, exceptMessageIds = [] } = query;
    const limit = Math.max(CANDIDATES, 2 * query.limit) + exceptMessageIds.length;
    const hits = await this.lexical.find({ scope: query, text, sessionId }, limit);
    if (hits.length === 0) return [];
    const scores = new Map(hits.map(({ memoryId, score }) => [memoryId, score]));
    const longest = termsOf(text).length + REPEAT_MARGIN;
    const placed = await this.rows.placements([...scores.keys()], query, longest, sessionId);
    const except = new Set(exceptMessageIds);
    const isEcho = isEchoOf(text);
    return placed
      .filter((at) => !except.has(at.messageId) && !(at.text !== null && isEcho(at.text)))
      .map((at) => ({ ...at, lexical: scores.get(at.memoryId) ?? 0 }));
  }

  /** Neighbours come in here unseen, so what is not to be recalled is left out once more. */
  private async read(ranked: readonly Scored[], query: RecallQuery): Promise<RankedRow[]> {
    if (ranked.length === 0) return [];
    const ids = ranked.map(({ memoryId }) => memoryId);
    const rows = await this.rows.read(ids, query.userId, query.spaceId);
    const except = new Set(query.exceptMessageIds);
    const isEcho = isEchoOf(query.text);
    return ranked.flatMap((place) => {
      const row = rows.get(place.memoryId);
      return row && !except.has(row.messageId) && !isEcho(row.text) ? [{ ...row, ...place }] : [];
    });
  }
}

/** A memory's place in the order, and what put it there. */
type Scored = Pick<RecalledMemory, 'memoryId' | 'score' | 'parts'>;

type RankedRow = MemoryRow & Scored;

const NO_PARTS: RecallParts = {
  lexical: 0,
  meaning: 0,
  context: 0,
  speaker: 0,
  time: 0,
  newest: 0,
};

const byWords = ({ memoryId, score, lexical }: Ranked): Scored => ({
  memoryId,
  score,
  parts: { ...NO_PARTS, lexical },
});

function required(what: string, id: string): void {
  if (!id) throw new Error(`Recall without a ${what}: it would search everybody's memories`);
}

const recalled = (item: RankedRow, text: string): RecalledMemory => ({
  memoryId: item.memoryId,
  kind: item.kind,
  text,
  at: item.at.toISOString(),
  score: item.score,
  parts: item.parts,
  tokens: countTokens(text),
  speaker: item.speaker,
  outdatedBy: null,
  sources: [
    {
      messageId: item.messageId,
      externalId: item.externalId,
      sessionId: item.sessionId,
      sessionTitle: item.sessionTitle,
      sessionExternalId: item.sessionExternalId,
      role: item.role,
    },
  ],
});

/** The best ones that fit; a long one that does not leaves its room to those behind it. */
function withinLimits(bestFirst: readonly RankedRow[], query: RecallQuery): RecalledMemory[] {
  const terms = new Set(termsOf(query.text));
  const items: RecalledMemory[] = [];
  let left = query.tokenBudget;
  for (const row of bestFirst) {
    if (items.length >= query.limit || left < WORTHWHILE_TOKENS) break;
    const item = recalled(row, excerpt(row.text, terms));
    if (item.tokens > left) continue;
    left -= item.tokens;
    items.push(item);
  }
  return items;
}
