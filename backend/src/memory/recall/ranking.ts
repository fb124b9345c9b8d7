/** A candidate with what the arms found and where in its session it stands. */
export interface Candidate {
  readonly memoryId: string;
  readonly sessionId: string;
  /** The memories said just before and after it in its session; null at the ends. */
  readonly previousId: string | null;
  readonly nextId: string | null;
  /** Whether an assistant answered. */
  readonly answered: boolean;
  /** Rises with every memory made: higher is newer. */
  readonly number: number;
  /** BM25. */
  readonly lexical: number;
}

/** A memory with its place in the order. */
export interface Ranked {
  readonly memoryId: string;
  readonly score: number;
  /** Its own part by words, in [0, 1]; 0 for one that only its neighbours speak for. */
  readonly lexical: number;
}

/** How much of its neighbours' and its session's score a memory gets. */
interface Weights {
  readonly previous: number;
  readonly next: number;
  readonly session: number;
}

/**
 * Where people talk among themselves, an answer stands in the turn after the one that has the words
 * of the question: recall@10 on LoCoMo 65 → 80. A message to an assistant mostly stands for itself,
 * and the same weights cost 5 points on BEAM; these win 1 (@10) and 2 (@50). See decision 0009.
 */
const AMONG_PEOPLE: Weights = { previous: 0.5, next: 0.3, session: 0.4 };
const TO_ASSISTANT: Weights = { previous: 0.1, next: 0, session: 0.2 };

/** Best turns of a session that make its score. */
const SESSION_BEST = 3;

/**
 * Orders candidates and the turns next to them, best first, of equals the newest first:
 * `L(i) + p L(i-1) + n L(i+1) + s S`, where L is BM25 over the best one's, and S the sum of the
 * session's best three over the best session's.
 */
export function rank(candidates: readonly Candidate[]): Ranked[] {
  const best = Math.max(...candidates.map(({ lexical }) => lexical));
  const sessions = sessionScores(candidates, best);
  const places = new Map<string, Place>();
  const place = (memoryId: string, number: number): Place => {
    const known = places.get(memoryId) ?? { memoryId, number, score: 0, lexical: 0 };
    places.set(memoryId, known);
    return known;
  };
  for (const { memoryId, number } of candidates) place(memoryId, number);
  const reached = new Map<string, number>();
  for (const candidate of candidates) {
    const { memoryId, number, previousId, nextId } = candidate;
    const lexical = candidate.lexical / best;
    const weights = candidate.answered ? TO_ASSISTANT : AMONG_PEOPLE;
    const session = weights.session * (sessions.get(candidate.sessionId) ?? 0);
    const give = (to: Place, share: number) => {
      to.score += share;
      reached.set(to.memoryId, Math.max(reached.get(to.memoryId) ?? 0, session));
    };
    const own = place(memoryId, number);
    own.lexical = lexical;
    give(own, lexical);
    // A neighbour that is no candidate itself is about as old as the one that speaks for it.
    if (nextId && weights.previous) give(place(nextId, number), weights.previous * lexical);
    if (previousId && weights.next) give(place(previousId, number), weights.next * lexical);
  }
  for (const at of places.values()) at.score += reached.get(at.memoryId) ?? 0;
  return [...places.values()].map(rounded).sort(bestThenNewest).map(withoutNumber);
}

interface Place extends Ranked {
  readonly number: number;
  score: number;
  lexical: number;
}

function sessionScores(candidates: readonly Candidate[], best: number): Map<string, number> {
  const scores = new Map<string, number>();
  for (const [sessionId, turns] of Map.groupBy(candidates, (candidate) => candidate.sessionId)) {
    const top = turns.map(({ lexical }) => lexical / best).sort((one, other) => other - one);
    scores.set(
      sessionId,
      top.slice(0, SESSION_BEST).reduce((sum, score) => sum + score, 0),
    );
  }
  const most = Math.max(...scores.values());
  for (const [sessionId, score] of scores) scores.set(sessionId, score / most);
  return scores;
}

/** Sums differ in their last bits by the order of their parts, and order must not hang on those. */
const rounded = (at: Place): Place => ({
  ...at,
  score: round(at.score),
  lexical: round(at.lexical),
});
const round = (score: number): number => Math.round(score * 1e6) / 1e6;

const bestThenNewest = (one: Place, other: Place): number =>
  other.score - one.score || other.number - one.number;

const withoutNumber = ({ memoryId, score, lexical }: Place): Ranked => ({
  memoryId,
  score,
  lexical,
});
