import type { EmbeddingModel } from '../../embeddings/index.js';
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
  /** The best cosine with what the model's background is; undefined where meaning is missing. */
  readonly nearest:
    { readonly cosine: number; readonly background: EmbeddingModel['background'] } | undefined;
}

/**
 * Weights of: the share of the query that the best ten cover; the rarest of its words that the first one
 * lacks; how many deviations the best cosine is above the background.
 */
const COVERED = 2.8;
const LACKING = 2.8;
const NEAR = 1;
/** Being said at the time that is asked for speaks to "What did I do yesterday?" all by itself. */
const TIMELY = 1.5;
/** The sum at which it is as likely as not that something fits. */
const EVEN = 2.8;
/** Deviations that are taken for granted where meaning is missing. */
const NEAR_UNKNOWN = 3.2;
/** With fewer memories it cannot be told from them which words are rare. */
const TELLING = 50;

/** Below this, nothing should be made of what was found: fitting questions are refused in 2 of 100 cases. */
export const NOTHING_FITS = 0.25;

/**
 * How sure it is that anything speaks to the query, in [0, 1]. It tells what was never spoken of, and
 * not what was spoken of without saying what is asked: that is left to whoever answers.
 */
export function confidence({ terms, memories, timely, found, nearest }: Evidence): number {
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  const covers = (keys: readonly ReadonlySet<string>[]) => (term: WeighedTerm) =>
    keys.some((key) => key.has(term.term));
  const covered = terms.filter(covers(found)).reduce((sum, { weight }) => sum + weight, 0);
  const first = found.slice(0, 1);
  const lacking = terms.filter((term) => !covers(first)(term)).map(({ weight }) => weight);
  const rarest = inverseFrequency(0, memories);
  const near = nearest
    ? (nearest.cosine - nearest.background.mean) / nearest.background.deviation
    : NEAR_UNKNOWN;
  const sum =
    COVERED * (total > 0 ? covered / total : 0) -
    LACKING * (memories / (memories + TELLING)) * (Math.max(0, ...lacking) / rarest) +
    NEAR * near +
    (timely ? TIMELY : 0);
  return 1 / (1 + Math.exp(EVEN - sum));
}
