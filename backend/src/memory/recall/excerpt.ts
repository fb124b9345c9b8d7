import { askingWeight } from '../lexical/asking-words.js';
import { termsOf } from '../lexical/terms.js';

/** Longest piece that is looked at as one, in characters. */
const PIECE = 200;
/** With less room than this no further piece is taken. */
const WORTHWHILE = 30;
const GAP = ' … ';

/** Sentences and lines, cut at spaces, or anywhere, where they are longer than a piece. */
const PIECES = new RegExp(
  `[^]{1,${PIECE}}?(?:[.!?](?=\\s|$)|[。！？]|\\n|$)|[^]{1,${PIECE}}(?:\\s|$)|[^]{1,${PIECE}}`,
  'gu',
);

/**
 * The sentences of a text that hold the most of a query, in their order, those that hold nothing only
 * from its start: the whole text where that is short.
 * @param longest characters, the gaps' included.
 */
export function excerpt(text: string, queryTerms: ReadonlySet<string>, longest: number): string {
  const whole = text.trim();
  if (whole.length <= longest) return whole;
  const pieces = whole.match(PIECES) ?? [];
  const weights = weigh(pieces, queryTerms);
  const byWeight = [...pieces.keys()].sort(
    (one, other) => (weights[other] ?? 0) - (weights[one] ?? 0) || one - other,
  );
  const kept = new Set<number>();
  let room = longest - 2 * GAP.length;
  for (const index of byWeight) {
    const size = (pieces[index]?.length ?? 0) + GAP.length;
    if (size > room) continue;
    kept.add(index);
    room -= size;
    if (room < WORTHWHILE) break;
  }
  return join(pieces, kept);
}

/** Query terms that are rare in this text count more. */
function weigh(pieces: readonly string[], queryTerms: ReadonlySet<string>): number[] {
  const found = pieces.map(
    (piece) => new Set(termsOf(piece).filter((term) => queryTerms.has(term))),
  );
  const counts = new Map<string, number>();
  for (const terms of found)
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weight = (term: string) =>
    askingWeight(term) * Math.log(1 + pieces.length / (counts.get(term) ?? 1));
  return found.map((terms) => [...terms].reduce((sum, term) => sum + weight(term), 0));
}

function join(pieces: readonly string[], kept: ReadonlySet<number>): string {
  let text = '';
  let gap = false;
  for (const [index, piece] of pieces.entries()) {
    if (!kept.has(index)) {
      gap = true;
      continue;
    }
    const joint = text ? GAP : GAP.trimStart();
    text = gap ? `${text.trimEnd()}${joint}${piece.trimStart()}` : text + piece;
    gap = false;
  }
  return gap ? `${text.trimEnd()}${GAP.trimEnd()}` : text.trimEnd();
}
