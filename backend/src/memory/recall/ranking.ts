import type { RecallParts } from '../recalled-memory.js';

/** A candidate with what the arms found and where in its session it stands. */
export interface Candidate {
  /** Rises with every memory made: higher is newer. */
  readonly number: number;
  readonly sessionId: string;
  /** Numbers of the memories said just before and after it in its session; null at the ends, or where it does not matter. */
  readonly previous: number | null;
  readonly next: number | null;
  /** Who said it, where people talk among themselves. */
  readonly speaker: string | null;
  /** BM25 over that of the best one, in [0, 1]. */
  readonly words: number;
  /** Its cosine between that of the last hit, 0, and that of the best one, 1. */
  readonly meaning: number;
  /** Whether it tells the assistant what shall hold from now on. */
  readonly standing: boolean;
  /** Whether it was said when the query asks for. */
  readonly timely: boolean;
}

/** A memory with its place in the order. */
export interface Ranked {
  readonly number: number;
  readonly score: number;
  readonly parts: RecallParts;
}

/** How much of its neighbours' score a memory gets. */
interface Neighbourhood {
  readonly previous: number;
  readonly next: number;
}

/**
 * Where people talk among themselves, an answer stands in the turn after the one that has the words
 * of the question. A message to an assistant mostly stands for itself. See decision 0018 for this and
 * the other weights.
 */
const AMONG_PEOPLE: Neighbourhood = { previous: 0.5, next: 0.25 };
const TO_ASSISTANT: Neighbourhood = { previous: 0.1, next: 0.2 };

/** What a memory gets when it is the best by meaning; by words that is 1. */
const MEANING = 0.6;
/** What the turns of the best session get. */
const SESSION = 0.6;
/** Best turns of a session that make its score. */
const SESSION_BEST = 3;
/** For being said by whom the query names. */
const SPEAKER = 0.2;
/** For being said when the query asks for. */
const TIME = 0.3;
/** For being said on the side of an event that the query looks at; which memory tells of it is less sure. */
export const EVENT = 0.15;
/** For standing instructions, the most fitting ones, whose words are seldom those of the question. */
const STANDING = 0.5;
const STANDING_RAISED = 2;

/**
 * Orders candidates and the turns next to them, best first, of equals the newest first. With
 * `F = words + m meaning`: `F(i) + p F(i-1) + n F(i+1) + s S`, where S is the sum of the session's best
 * three F over the best session's, and what the speaker, the time and a standing instruction add.
 * @param named the one speaker that the query names.
 */
export function rank(candidates: readonly Candidate[], named: string | undefined): Ranked[] {
  const byNumber = new Map(candidates.map((candidate) => [candidate.number, candidate]));
  const places = new Map(candidates.map((one) => [one.number, placeOf(one, named)]));
  for (const candidate of candidates) exchange(candidate, byNumber, places);
  const sessions = sessionScores(candidates);
  for (const place of places.values())
    place.context += SESSION * (sessions.get(place.sessionId) ?? 0);
  for (const { number } of bestStanding(candidates)) raise(places.get(number));
  return [...places.values()].map(ranked).sort(bestThenNewest);
}

/** What the two arms say together. */
const own = ({ words, meaning }: Pick<Candidate, 'words' | 'meaning'>): number =>
  words + MEANING * meaning;

interface Place {
  readonly number: number;
  readonly sessionId: string;
  readonly words: number;
  readonly meaning: number;
  readonly speaker: number;
  readonly time: number;
  context: number;
  standing: number;
}

const placeOf = (
  { number, sessionId, words, meaning, speaker, timely }: Candidate,
  named: string | undefined,
): Place => ({
  number,
  sessionId,
  words,
  meaning,
  speaker: named !== undefined && speaker === named ? SPEAKER : 0,
  time: timely ? TIME : 0,
  context: 0,
  standing: 0,
});

/** What a memory gets from those next to it, and gives to them; a neighbour that no arm found has no more than that. */
function exchange(
  candidate: Candidate,
  candidates: ReadonlyMap<number, Candidate>,
  places: Map<number, Place>,
): void {
  const { sessionId, speaker, previous, next } = candidate;
  const neighbourhood = speaker === null ? TO_ASSISTANT : AMONG_PEOPLE;
  const give = (number: number, share: number) => {
    const place = places.get(number) ?? { ...NOTHING_OWN, number, sessionId };
    places.set(number, place);
    place.context += share;
  };
  const before = previous === null ? undefined : candidates.get(previous);
  if (before) give(candidate.number, neighbourhood.previous * own(before));
  if (previous !== null) give(previous, neighbourhood.next * own(candidate));
  if (next !== null && !candidates.has(next)) give(next, neighbourhood.previous * own(candidate));
}

const NOTHING_OWN = { words: 0, meaning: 0, speaker: 0, time: 0, context: 0, standing: 0 };

function sessionScores(candidates: readonly Candidate[]): Map<string, number> {
  const scores = new Map<string, number>();
  for (const [sessionId, turns] of Map.groupBy(candidates, (candidate) => candidate.sessionId)) {
    const top = turns.map(own).sort((one, other) => other - one);
    scores.set(
      sessionId,
      top.slice(0, SESSION_BEST).reduce((sum, score) => sum + score, 0),
    );
  }
  const most = Math.max(...scores.values());
  for (const [sessionId, score] of scores) scores.set(sessionId, most > 0 ? score / most : 0);
  return scores;
}

/** Those that speak to the query at all. */
const bestStanding = (candidates: readonly Candidate[]): Candidate[] =>
  candidates
    .filter((candidate) => candidate.standing && own(candidate) > 0)
    .sort((one, other) => own(other) - own(one) || other.number - one.number)
    .slice(0, STANDING_RAISED);

function raise(place: Place | undefined): void {
  if (place) place.standing = STANDING;
}

/** Sums differ in their last bits by the order of their parts, and order must not hang on those. */
const round = (score: number): number => Math.round(score * 1e6) / 1e6;

function ranked({ number, words, meaning, context, speaker, time, standing }: Place): Ranked {
  const score = own({ words, meaning }) + context + speaker + time + standing;
  return {
    number,
    score: round(score),
    parts: {
      lexical: round(words),
      meaning: round(MEANING * meaning),
      context: round(context),
      speaker,
      time,
      standing,
      newest: 0,
    },
  };
}

const bestThenNewest = (one: Ranked, other: Ranked): number =>
  other.score - one.score || other.number - one.number;
