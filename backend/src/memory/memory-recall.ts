import { Injectable } from '@nestjs/common';
import { isInstant } from '../shared/index.js';
import { memoryKey, replyTerms } from './lexical/memory-key.js';
import { asksAboutThePerson } from './recall/about-the-person.js';
import { type Candidates, CandidateSearch } from './recall/candidate-search.js';
import { echoTest, withoutRepeats } from './recall/clean-up.js';
import { confidence, NOTHING_FITS } from './recall/confidence.js';
import { fit, type Later, left, type RankedRow, recalled } from './recall/fit.js';
import { MemoryRows } from './recall/memory-rows.js';
import { NewestArm } from './recall/newest-arm.js';
import { newestFirst, outdated } from './recall/newest-first.js';
import { asksForThePresent } from './recall/present-and-change.js';
import { EVENT, rank, type Ranked } from './recall/ranking.js';
import { asksForReply, NEEDS_REPLY } from './recall/shown-text.js';
import { isSmallTalk } from './recall/small-talk.js';
import { eventIn, tellingOf } from './recall/time/event-in-question.js';
import { timeIn } from './recall/time/time-in-question.js';
import type {
  LeftOutMemory,
  RecalledMemory,
  RecallParts,
  RecallQuery,
  RecallReference,
  Recollection,
} from './recalled-memory.js';

/** Rows whose text is read, besides those wanted: some are repeats or must be left out. */
const SPARE_ROWS = 20;
/** Memories whose keys tell how much of the query is covered. */
const TELLING = 10;
/** Left out memories that are told of. */
const MAX_LEFT_OUT = 20;

/** Finds what a person said before that speaks to what they say now. */
@Injectable()
export class MemoryRecall {
  constructor(
    private readonly search: CandidateSearch,
    private readonly last: NewestArm,
    private readonly rows: MemoryRows,
  ) {}

  /** Begins what a recall for this text will need, while it is not yet known where. */
  anticipate(text: string): void {
    if (!isSmallTalk(text) && !asksAboutThePerson(text)) this.search.anticipate(text);
  }

  /**
   * @throws {Error} when the user or the space is missing: nobody's memories are everybody's; when `at`
   *   is no instant.
   */
  async recall(query: RecallQuery): Promise<Recollection> {
    required('user', query.userId);
    required('space', query.spaceId);
    const at = query.at ?? new Date();
    // Recalls share statements: such a time would fail those of others, too.
    if (!isInstant(at))
      throw new Error('Recall as of a time that is none, or in no year from 1 to 9999');
    const started = performance.now();
    if (!query.isSearch) {
      if (isSmallTalk(query.text)) return nothing();
      if (asksAboutThePerson(query.text)) return this.newest(query, started);
    }
    const time = timeIn(query.text, at);
    const wording = time?.text ?? query.text;
    const found = await this.search.find({ ...query, at, wording, period: time?.period });
    const searched = performance.now();
    const rows = await this.read(rank(found.candidates, found.named), query);
    const beside = besideEvent(rows, query.text, found);
    const ofNow = asksForThePresent(query.text);
    const ordered = ofNow ? newestFirst(beside, query.text) : beside;
    const sure = sureness(ordered, found);
    const { embedMs } = found.meaning;
    const totalMs = performance.now() - started;
    return {
      ...chosen(ordered, query, ofNow),
      confidence: sure,
      nothingFits: ordered.length === 0 || sure < NOTHING_FITS,
      degraded: found.degraded,
      timings: {
        embedMs,
        searchMs: Math.max(0, searched - started - embedMs),
        rankMs: performance.now() - searched,
        totalMs: Math.max(totalMs, performance.now() - started),
      },
    };
  }

  /**
   * The memories that earlier answers used, or left out, in the order of the references; undefined in
   * the place of one that was forgotten since.
   * @throws {Error} when the user is missing.
   */
  async again(
    userId: string,
    references: readonly RecallReference[],
  ): Promise<readonly (RecalledMemory | undefined)[]> {
    required('user', userId);
    if (references.length === 0) return [];
    const ids = [...new Set(references.map(({ memoryId }) => memoryId))];
    const owner = { userId, spaceId: undefined };
    const rows = await this.rows.read({ numbers: [], ids }, owner, undefined);
    const byId = new Map(rows.map((row) => [row.memoryId, row]));
    return references.map((reference) => {
      const { memoryId, question, score, parts } = reference;
      const { outdatedBy = null, outdatedAt = null } = reference;
      const row = byId.get(memoryId);
      if (!row) return undefined;
      const now = recalled({ ...row, score, parts }, question, { outdatedBy, outdatedAt });
      return { ...now, tokens: reference.tokens ?? now.tokens };
    });
  }

  /** Answers a question that no words lead to with what was said last. */
  private async newest(query: RecallQuery, started: number): Promise<Recollection> {
    const { text, sessionId, limit } = query;
    const hits = await this.last.find({ scope: query, text, sessionId }, limit + SPARE_ROWS);
    const searched = performance.now();
    const ranked = hits.map(({ number, score }) => ({
      number,
      score,
      parts: { ...NO_PARTS, newest: score },
    }));
    const { items, leftOut } = chosen(
      await this.read(ranked, query),
      query,
      asksForThePresent(text),
    );
    const totalMs = performance.now() - started;
    const searchMs = searched - started;
    return {
      items,
      leftOut,
      confidence: items.length > 0 ? 1 : 0,
      nothingFits: items.length === 0,
      degraded: [],
      timings: { embedMs: 0, searchMs, rankMs: totalMs - searchMs, totalMs },
    };
  }

  /** Neighbours come in here unseen, so what is not to be recalled is left out once more. */
  private async read(bestFirst: readonly Ranked[], query: RecallQuery): Promise<RankedRow[]> {
    const ranked = bestFirst.slice(0, query.limit + SPARE_ROWS);
    if (ranked.length === 0) return [];
    const numbers = ranked.map(({ number }) => number);
    const repliesUpTo = asksForReply(query.text) ? undefined : NEEDS_REPLY;
    const rows = await this.rows.read({ numbers, ids: [] }, query, repliesUpTo);
    const byNumber = new Map(rows.map((row) => [row.number, row]));
    const except = new Set(query.exceptMessageIds);
    const isEcho = echoTest(query);
    return ranked.flatMap((place) => {
      const row = byNumber.get(place.number);
      return row && !except.has(row.messageId) && !isEcho(row.text) ? [{ ...row, ...place }] : [];
    });
  }
}

const NO_PARTS: RecallParts = {
  lexical: 0,
  meaning: 0,
  context: 0,
  speaker: 0,
  time: 0,
  standing: 0,
  newest: 0,
};

function required(what: string, id: string): void {
  if (!id) throw new Error(`Recall without a ${what}: it would search everybody's memories`);
}

const nothing = (): Recollection => ({
  items: [],
  confidence: 0,
  nothingFits: true,
  degraded: [],
  timings: { embedMs: 0, searchMs: 0, rankMs: 0, totalMs: 0 },
  leftOut: [],
});

/** Raises what was said on the side of an event that the question looks at: "before I moved". */
function besideEvent(
  rows: readonly RankedRow[],
  question: string,
  { words }: Candidates,
): readonly RankedRow[] {
  const event = eventIn(question);
  const telling = event && words && tellingOf(event, rows, words.terms);
  if (!telling) return rows;
  const isBeside = ({ at }: RankedRow) =>
    event.side === 'before' ? at < telling.at : at > telling.at;
  const raised = rows.map((row) =>
    isBeside(row)
      ? { ...row, score: row.score + EVENT, parts: { ...row.parts, time: row.parts.time + EVENT } }
      : row,
  );
  return raised.sort((one, other) => other.score - one.score || other.number - one.number);
}

function sureness(rows: readonly RankedRow[], { words, meaning }: Candidates): number {
  if (rows.length === 0) return 0;
  const { hits, background, inLanguage } = meaning;
  const [best] = hits;
  return confidence({
    terms: words?.terms ?? [],
    memories: words?.memories ?? 0,
    timely: (rows[0]?.parts.time ?? 0) > 0,
    found: rows
      .slice(0, TELLING)
      .map(
        (row) => new Set([...memoryKey(row).frequencies.keys(), ...replyTerms(row.reply ?? '')]),
      ),
    nearest: best && background && { cosine: best.score, background, inLanguage },
  });
}

const toLater = (row: RankedRow | undefined): Later => ({
  outdatedBy: row?.memoryId ?? null,
  outdatedAt: row?.at.toISOString() ?? null,
});

/**
 * What fits, without repeats, and what came close.
 * @param ofNow whether the question asks for how things are now.
 */
function chosen(rows: readonly RankedRow[], query: RecallQuery, ofNow: boolean) {
  const { kept, repeats } = withoutRepeats(rows);
  const earlier = ofNow ? outdated(kept.slice(0, query.limit), query.text) : undefined;
  const { items, leftOut } = fit(kept, query, (row) =>
    recalled(row, query.text, toLater(earlier?.get(row.number))),
  );
  const all: LeftOutMemory[] = [...leftOut, ...repeats.map((row) => left(row, 'repeated'))];
  const bestFirst = all.sort((one, other) => other.score - one.score);
  return { items, leftOut: bestFirst.slice(0, MAX_LEFT_OUT) };
}
