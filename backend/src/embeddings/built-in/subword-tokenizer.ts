/** What a vocabulary file holds: pieces with the logarithm of how likely they are. */
export type Vocabulary = readonly (readonly [piece: string, score: number])[];

interface Node {
  readonly next: Map<string, Node>;
  /** Number of the piece that ends here; undefined: none does. */
  piece?: number;
}

/** The first pieces of a vocabulary are no text, but signs of its own. */
const RESERVED = 6;
const UNKNOWN = 0;
/** Stands for a space in the pieces. */
const SPACE = '\u2581';

/**
 * Cuts a text into the pieces of a vocabulary, so that together they are as likely as can be (a
 * unigram model: Kudo 2018, "Subword Regularization"). Gives the numbers that the model was trained
 * with: those of the package's own tokenizer, whose time grows with the square of the length.
 */
export class SubwordTokenizer {
  private readonly root: Node = { next: new Map() };
  private readonly scores: readonly number[];

  constructor(vocabulary: Vocabulary) {
    this.scores = vocabulary.map(([, score]) => score);
    for (const [number, [piece]] of vocabulary.entries())
      if (number >= RESERVED) this.add(piece, number);
  }

  /** @returns numbers of the pieces, in order; one for each run of characters that are in none. */
  encode(text: string): number[] {
    const symbols = [...`${SPACE}${text.normalize('NFKC').replaceAll(' ', SPACE)}`];
    const best = symbols.map((_, from) => ({ score: 0, from, piece: UNKNOWN }));
    for (let start = 0; start < symbols.length; start++) {
      const before = best[start - 1]?.score ?? 0;
      for (const { end, piece } of this.piecesAt(symbols, start)) {
        const place = best[end];
        const score = before + (this.scores[piece] ?? 0);
        if (place && (place.score === 0 || score >= place.score))
          Object.assign(place, { score, from: start, piece });
      }
    }
    const pieces: number[] = [];
    for (let at = symbols.length - 1; at >= 0; at = (best[at]?.from ?? 0) - 1)
      pieces.push(best[at]?.piece ?? UNKNOWN);
    return pieces
      .reverse()
      .filter((piece, index) => piece !== UNKNOWN || pieces[index - 1] !== UNKNOWN);
  }

  private add(piece: string, number: number): void {
    let node = this.root;
    for (const symbol of piece) {
      const next = node.next.get(symbol) ?? { next: new Map<string, Node>() };
      node.next.set(symbol, next);
      node = next;
    }
    node.piece = number;
  }

  /** All pieces that start there, with the place of their last symbol. */
  private piecesAt(symbols: readonly string[], start: number): { end: number; piece: number }[] {
    const found: { end: number; piece: number }[] = [];
    let node = this.root.next.get(symbols[start] ?? '');
    for (let end = start; node !== undefined; node = node.next.get(symbols[++end] ?? ''))
      if (node.piece !== undefined) found.push({ end, piece: node.piece });
    return found.length > 0 ? found : [{ end: start, piece: UNKNOWN }];
  }
}
