import type { Background } from '../../embeddings/index.js';
import { inverseFrequency, type WeighedTerm } from '../lexical/lexical-arm.js';

/** What tells whether anything fits. */
export interface Evidence {
  /** The query's terms. */
  readonly terms: readonly WeighedTerm[];
  /** Memories in the space. */
  readonly memories: number;
  /** Whether the first one was said when the query asks for. */
  readonly timely: boolean;
  /** Terms of the keys of the best memories, best first, ten at most. */
  readonly found: readonly ReadonlySet<string>[];
  /** Undefined where meaning is missing. */
  readonly nearest: Nearest | undefined;
}

/** The best cosine, with what unlike texts have. */
export interface Nearest {
  readonly cosine: number;
  readonly background: Background;
  /** The background in the query's language, where that is another one. */
  readonly inLanguage: Background | undefined;
}

/**
 * Weights of: the share of the query that the best ten cover together, and the first one alone, on
 * average; the rarest of its words that the first one lacks; how many deviations the best cosine is above
 * the background.
 */
const COVERED = 2.8;
const LACKING = 2.8;
const NEAR = 1;
/** Being said at the time that is asked for speaks to "What did I do yesterday?" all by itself. */
const TIMELY = 1.5;
/** The sum at which it is as likely as not that something fits. */
const EVEN = 2.6;
/** Deviations that are taken for granted where meaning is missing. */
const NEAR_UNKNOWN = 3.2;
/** With fewer memories it cannot be told from them which words are rare. */
const TELLING = 200;

/** Below this, nothing should be made of what was found: fitting questions are refused in 2 of 100 cases. */
export const NOTHING_FITS = 0.25;

/**
 * How sure it is that anything speaks to the query, in [0, 1]. It tells what was never spoken of, and
 * not what was spoken of without saying what is asked: that is left to whoever answers.
 */
export function confidence({ terms, memories, timely, found, nearest }: Evidence): number {
  const first = found.slice(0, 1);
  const covered = (shareIn(first, terms) + shareIn(found, terms)) / 2;
  const lacking = terms.filter((term) => !isIn(first, term)).map(({ weight }) => weight);
  const rarest = inverseFrequency(0, memories);
  const sum =
    COVERED * covered -
    LACKING * (memories / (memories + TELLING)) * (Math.max(0, ...lacking) / rarest) +
    NEAR * (nearest ? nearness(nearest) : NEAR_UNKNOWN) +
    (timely ? TIMELY : 0);
  return 1 / (1 + Math.exp(EVEN - sum));
}

/**
 * Deviations above the background in the query's language. To a model that was not made for it all texts
 * of a language are alike, in unlike spaces too: the less room is left above them, the less the model
 * can say, and the more of its word is what is taken for granted without it.
 */
function nearness({ cosine, background, inLanguage = background }: Nearest): number {
  const room = Math.min(1, (1 - inLanguage.mean) / (1 - background.mean));
  const deviation = Math.max(inLanguage.deviation, room * background.deviation);
  return NEAR_UNKNOWN + room * ((cosine - inLanguage.mean) / deviation - NEAR_UNKNOWN);
}

const isIn = (keys: readonly ReadonlySet<string>[], { term }: WeighedTerm): boolean =>
  keys.some((key) => key.has(term));

/** The share of the query's weight that stands in the keys. */
function shareIn(keys: readonly ReadonlySet<string>[], terms: readonly WeighedTerm[]): number {
  const weigh = (some: readonly WeighedTerm[]) => some.reduce((sum, { weight }) => sum + weight, 0);
  const total = weigh(terms);
  return total > 0 ? weigh(terms.filter((term) => isIn(keys, term))) / total : 0;
}
