import { countTokens, truncateToTokens } from '../../shared/index.js';
import { termsOf } from '../lexical/terms.js';

/** Tokens that one memory may take of a prompt. */
export const MAX_ITEM_TOKENS = 300;
/** A text longer than this has more tokens than that in any language. */
const SURELY_TOO_LONG = MAX_ITEM_TOKENS * 8;
/** Characters of a passage: some 300 tokens of English. */
const PASSAGE = MAX_ITEM_TOKENS * 4;
/** Longest piece that is looked at as one, in characters. */
const PIECE = 200;

/** Sentences and lines, cut at spaces, or anywhere, where they are longer than a piece. */
const PIECES = new RegExp(
  `[^]{1,${PIECE}}?(?:[.!?。！？](?=\\s|$)|\\n|$)|[^]{1,${PIECE}}(?:\\s|$)|[^]{1,${PIECE}}`,
  'gu',
);

/** The text as it goes into a prompt: whole when short, else the passage that speaks to the query. */
export function excerpt(text: string, queryTerms: ReadonlySet<string>): string {
  if (text.length <= SURELY_TOO_LONG && countTokens(text) <= MAX_ITEM_TOKENS) return text;
  const pieces = text.match(PIECES) ?? [];
  const start = bestStart(pieces, queryTerms);
  const passage = pieces.slice(start).join('').slice(0, PASSAGE).toWellFormed().trimStart();
  const cut = start > 0 ? `… ${passage}` : passage;
  const reachesEnd = pieces.slice(start).join('').length <= PASSAGE;
  return truncateToTokens(reachesEnd ? cut : `${cut.trimEnd()}…`, MAX_ITEM_TOKENS);
}

/** Where the passage begins whose pieces hold the most query terms, those rare in this text counting more. */
function bestStart(pieces: readonly string[], queryTerms: ReadonlySet<string>): number {
  const found = pieces.map(
    (piece) => new Set(termsOf(piece).filter((term) => queryTerms.has(term))),
  );
  const pieceCounts = new Map<string, number>();
  for (const terms of found)
    for (const term of terms) pieceCounts.set(term, (pieceCounts.get(term) ?? 0) + 1);
  const weight = (term: string) => Math.log(1 + pieces.length / (pieceCounts.get(term) ?? 1));
  const weights = found.map((terms) => [...terms].reduce((sum, term) => sum + weight(term), 0));
  let best = 0;
  let most = -1;
  for (const start of pieces.keys()) {
    const total = passageWeight(pieces, weights, start);
    if (total > most) [best, most] = [start, total];
  }
  return best;
}

function passageWeight(
  pieces: readonly string[],
  weights: readonly number[],
  start: number,
): number {
  let total = 0;
  let room = PASSAGE;
  for (let index = start; index < pieces.length; index++) {
    room -= pieces[index]?.length ?? 0;
    if (room < 0) break;
    total += weights[index] ?? 0;
  }
  return total;
}
