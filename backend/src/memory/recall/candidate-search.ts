import { Injectable, Logger } from '@nestjs/common';
import { withinTime } from '../../shared/index.js';
import { LexicalArm, type WordFinding } from '../lexical/lexical-arm.js';
import { termsOf } from '../lexical/terms.js';
import type { RecallQuery } from '../recalled-memory.js';
import { echoTest } from './clean-up.js';
import { MeaningArm, type MeaningFinding } from './meaning-arm.js';
import { MemoryRows, type Placement } from './memory-rows.js';
import type { Candidate } from './ranking.js';
import { contains, type Period } from './time/period.js';
import { TimeArm } from './time/time-arm.js';

/** Hits by words that become candidates, besides those that must be left out; more do not change the order. */
const BY_WORDS = 100;
/**
 * The same by meaning. It is also the place in the order whose cosine counts for nothing: the same in
 * every space, whatever its size. From 60 to 200 the figures on LoCoMo and BEAM are the same.
 */
const BY_MEANING = 60;
/** Memories of the time that is asked for that become candidates, whatever they say. */
const TIMELY = 50;
/** Deviations above the background from which on a hit by meaning alone is worth looking at. */
const ALIKE = 2;
/** Key terms of the date, and room for a word or two, that a repeat of the query may have more. */
const REPEAT_MARGIN = 6;
/** Milliseconds that the search by words, or by time, may take before a recall goes on without it. */
const PATIENCE = 1_500;

/** What the arms found, placed in its sessions. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  /** The one speaker of candidates whom the query names. */
  readonly named: string | undefined;
  readonly words: WordFinding | undefined;
  readonly meaning: MeaningFinding;
  /** Arms that were missing, as codes. */
  readonly degraded: readonly string[];
}

/** What candidates are searched with. */
export interface CandidateQuery extends Omit<RecallQuery, 'at'> {
  readonly at: Date;
  /** The text as it is searched by words. */
  readonly wording: string;
  /** When it must have been said to be timely. */
  readonly period: Period | undefined;
}

/** Asks all arms at the same time; each may be missing. */
@Injectable()
export class CandidateSearch {
  private readonly logger = new Logger(CandidateSearch.name);

  constructor(
    private readonly lexical: LexicalArm,
    private readonly meanings: MeaningArm,
    private readonly times: TimeArm,
    private readonly rows: MemoryRows,
  ) {}

  /** Begins what can be done before it is known where to search. */
  anticipate(text: string): void {
    this.meanings.anticipate(text);
  }

  /** Without what is not to be recalled: the query itself, and what it says to leave out. */
  async find(query: CandidateQuery): Promise<Candidates> {
    const [words, meaning, timely] = await Promise.all([
      this.byWords(query),
      this.byMeaning(query),
      this.byTime(query),
    ]);
    const degraded = [
      ...(words ? [] : ['words']),
      ...(timely ? [] : ['time']),
      ...(meaning.lack ? [meaning.lack] : []),
    ];
    const placed = await this.place(query, { words, meaning, timely: timely ?? [] });
    const named = namedSpeaker(placed, query.text);
    const candidates = score(placed, query.period, { words, meaning });
    return { candidates, named, words, meaning, degraded };
  }

  private byWords(query: CandidateQuery): Promise<WordFinding | undefined> {
    const { wording: text, sessionId } = query;
    const limit = BY_WORDS + leftOut(query);
    return this.orWithout('words', this.lexical.find({ scope: query, text, sessionId }, limit));
  }

  private byMeaning(query: CandidateQuery): Promise<MeaningFinding> {
    const { text, sessionId } = query;
    return this.meanings.find({ scope: query, text, sessionId }, BY_MEANING + leftOut(query));
  }

  private byTime(query: CandidateQuery): Promise<readonly number[] | undefined> {
    const { period, sessionId } = query;
    if (!period) return Promise.resolve([]);
    return this.orWithout('time', this.times.find(period, query, sessionId, TIMELY));
  }

  /** What the other arms find is still worth having when one of them fails, or is late. */
  private async orWithout<T>(arm: string, found: Promise<T>): Promise<T | undefined> {
    try {
      return await withinTime(found, PATIENCE);
    } catch (err) {
      this.logger.warn({ err, arm }, 'recall goes on without an arm');
      return undefined;
    }
  }

  private async place(
    query: CandidateQuery,
    { words, meaning, timely }: Findings & { readonly timely: readonly number[] },
  ): Promise<Placement[]> {
    const { text, sessionId, at, exceptMessageIds } = query;
    const hits = [...(words?.hits ?? []), ...(words?.standing ?? [])];
    const numbers = [...new Set([...hits.map(({ number }) => number), ...timely])];
    const ids = meaning.hits.map(({ memoryId }) => memoryId);
    if (numbers.length === 0 && ids.length === 0) return [];
    const maxKeyLength = termsOf(text).length + REPEAT_MARGIN;
    const limits = { sessionId, maxKeyLength, at };
    const placed = await this.rows.placements({ numbers, ids }, query, limits);
    const except = new Set(exceptMessageIds);
    const isEcho = echoTest(query);
    return placed.filter(
      (place) => !except.has(place.messageId) && !(place.text !== null && isEcho(place.text)),
    );
  }
}

/** What the arms that score found. */
interface Findings {
  readonly words: WordFinding | undefined;
  readonly meaning: MeaningFinding;
}

const leftOut = ({ exceptMessageIds = [] }: CandidateQuery): number => exceptMessageIds.length;

/** The arms' scores on scales of their own become shares of the best one's. */
function score(
  placed: readonly Placement[],
  period: Period | undefined,
  found: Findings,
): Candidate[] {
  const words = new Map(found.words?.hits.map((hit) => [hit.number, hit.score]));
  const standing = new Map(found.words?.standing.map((hit) => [hit.number, hit.score]));
  const cosines = new Map(found.meaning.hits.map((hit) => [hit.memoryId, hit.score]));
  const byWords = (number: number) => words.get(number) ?? standing.get(number) ?? 0;
  const most = Math.max(...placed.map(({ number }) => byWords(number)));
  const toMeaning = meaningScale(found.meaning);
  const { mean, deviation } = found.meaning.background ?? { mean: 0, deviation: 0 };
  return placed.flatMap(({ memoryId, number, sessionId, previous, next, speaker, at }) => {
    const cosine = cosines.get(memoryId);
    const scored = {
      number,
      sessionId,
      previous,
      next,
      speaker,
      words: most > 0 ? byWords(number) / most : 0,
      meaning: cosine === undefined ? 0 : toMeaning(cosine),
      standing: standing.has(number),
      timely: period !== undefined && contains(period, new Date(at)),
    };
    const speaks = scored.words > 0 || scored.timely || (cosine ?? -1) >= mean + ALIKE * deviation;
    return speaks ? [scored] : [];
  });
}

/** From the last hit, 0, to the best one, 1: whatever the model, and however full the space. */
function meaningScale({ hits }: MeaningFinding): (cosine: number) => number {
  const best = hits[0]?.score ?? 0;
  const last = hits.at(-1)?.score ?? 0;
  return (cosine) => (best > last ? (cosine - last) / (best - last) : 1);
}

/** Undefined where the query names nobody, or several: then it tells nothing about who said it. */
function namedSpeaker(placed: readonly Placement[], text: string): string | undefined {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu));
  const speakers = new Set(placed.flatMap(({ speaker }) => speaker ?? []));
  const named = [...speakers].filter((speaker) =>
    (speaker.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).some(
      (part) => part.length > 1 && words.has(part),
    ),
  );
  return named.length === 1 ? named[0] : undefined;
}
