import type { EncoderWeights, LayerWeights, Matrix } from './encoder-weights.ts';
import { type Area, type Factor, FACTOR_STEP, MatrixMemory, upTo } from './matrix-memory.ts';
import { addTo, at, meanOfRows, normaliseRows, shareOutRows } from './rows.ts';

/** Tokens that the model reads; it was trained to leave out what comes behind. */
export const MOST_TOKENS = 128;
/** Length of its vectors. */
export const DIMENSIONS = 512;

const HEADS = 4;
const INPUT_WIDTH = 256;
/** Width between the two halves of a feed-forward layer, and of queries, keys and values together. */
const WIDEST = 1_536;

/** Room for the weights, five million that take half a float each, and for two texts. */
const FLOATS = 4_500_000;

interface Layer {
  readonly weights: LayerWeights;
  readonly attention: Factor;
  readonly combine: Factor;
  readonly widen: Factor;
  readonly narrow: Factor;
}

/** Where one text is worked on. */
interface Workspace {
  readonly input: Area;
  readonly hidden: Area;
  readonly normal: Area;
  readonly wide: Area;
  readonly mixed: Area;
  readonly change: Area;
  readonly scores: Area;
  readonly keys: Factor;
  readonly values: Factor;
}

/**
 * Universal Sentence Encoder lite: a transformer of two layers over at most 128 tokens, whose mean
 * becomes a unit vector (Cer et al. 2018, "Universal Sentence Encoder"). Its vectors have a cosine of
 * 0.9999 with those that TensorFlow.js computes from the same weights, in a quarter of the time.
 */
export class SentenceEncoder {
  private readonly memory = new MatrixMemory(FLOATS, MOST_TOKENS, WIDEST);
  private readonly embeddings: Matrix;
  private readonly places: Float32Array;
  private readonly widenInput: Factor;
  private readonly layers: readonly Layer[];
  private readonly last: Factor;
  private readonly workspaces: readonly [urgent: Workspace, patient: Workspace];

  constructor(weights: EncoderWeights) {
    this.embeddings = weights.embeddings;
    this.places = wavesOfPlaces(weights.placeFrequencies);
    this.widenInput = this.memory.placeLinear(weights.widenInput);
    this.layers = weights.layers.map((layer) => ({
      weights: layer,
      attention: this.memory.placeLinear(layer.attention),
      combine: this.memory.placeLinear(layer.combine),
      widen: this.memory.placeLinear(layer.widen),
      narrow: this.memory.placeLinear(layer.narrow),
    }));
    this.last = this.memory.placeLinear(weights.last);
    this.workspaces = [this.makeWorkspace(), this.makeWorkspace()];
  }

  /** The unit vector of a text, at once. @param tokens at least one. */
  encode(tokens: readonly number[]): Float32Array {
    const steps = this.work(tokens, this.workspaces[0]);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  /**
   * The same in steps of a few milliseconds, between which `encode` may be called.
   * @param tokens at least one.
   */
  encodeInSteps(tokens: readonly number[]): Generator<undefined, Float32Array> {
    return this.work(tokens, this.workspaces[1]);
  }

  private *work(all: readonly number[], space: Workspace): Generator<undefined, Float32Array> {
    const tokens = all.slice(0, MOST_TOKENS);
    const rows = tokens.length;
    this.readInput(tokens, space.input);
    this.memory.product(space.input, this.widenInput, space.hidden, rows);
    for (const [index, layer] of this.layers.entries()) {
      this.attend(layer, index === 0 ? space.input : space.hidden, space, rows);
      yield;
      this.feedForward(layer, space, rows);
      yield;
    }
    return this.finish(space, rows);
  }

  /** What each token means, and where it stands. */
  private readInput(tokens: readonly number[], input: Area): void {
    for (const [place, token] of tokens.entries()) {
      const row = input.start + place * INPUT_WIDTH;
      const [meaning, wave] = [token * INPUT_WIDTH, place * INPUT_WIDTH];
      for (let index = 0; index < INPUT_WIDTH; index++)
        // Twice: the model was trained with a meaning that is added to itself with its place.
        this.memory.floats[row + index] =
          2 * at(this.embeddings.values, meaning + index) + at(this.places, wave + index);
    }
  }

  /** Each token takes from the others what concerns it. */
  private attend(layer: Layer, from: Area, space: Workspace, rows: number): void {
    const { floats } = this.memory;
    const width = from.stride;
    const { beforeAttention } = layer.weights;
    normaliseRows(floats, { from: from.start, to: space.normal.start, rows }, beforeAttention);
    const normal = { ...space.normal, stride: width };
    const wide = { ...space.wide, stride: 3 * width };
    const mixed = { ...space.mixed, stride: width };
    this.memory.product(normal, layer.attention, wide, rows);
    for (let head = 0; head < HEADS; head++) this.attendByHead(head, wide, mixed, space, rows);
    this.memory.product(mixed, layer.combine, space.change, rows);
    addTo(floats, space.hidden.start, space.change.start, rows * DIMENSIONS);
  }

  private attendByHead(
    head: number,
    wide: Area,
    mixed: Area,
    space: Workspace,
    rows: number,
  ): void {
    const { memory } = this;
    const width = mixed.stride / HEADS;
    const padded = upTo(rows, FACTOR_STEP);
    const queries = { ...wide, start: wide.start + head * width };
    const keys = { ...queries, start: queries.start + mixed.stride };
    const values = { ...keys, start: keys.start + mixed.stride };
    const scores = { ...space.scores, stride: padded };
    const byKeys = { ...space.keys, depth: width, columns: padded };
    const byValues = { ...space.values, depth: padded, columns: width };
    memory.writeAsColumns(keys, rows, byKeys);
    memory.product(queries, byKeys, scores, rows);
    const valueScales = memory.writeAsRows(values, rows, byValues);
    const shares = { ...scores, rows, width: rows };
    shareOutRows(memory.floats, shares, 1 / Math.sqrt(width), valueScales);
    memory.product(scores, byValues, { ...mixed, start: mixed.start + head * width }, rows);
  }

  private feedForward({ weights, widen, narrow }: Layer, space: Workspace, rows: number): void {
    const { floats } = this.memory;
    const { hidden, normal, wide, change } = space;
    const places = { from: hidden.start, to: normal.start, rows };
    normaliseRows(floats, places, weights.beforeFeedForward);
    this.memory.product(normal, widen, wide, rows, 0);
    this.memory.product(wide, narrow, change, rows);
    addTo(floats, hidden.start, change.start, rows * DIMENSIONS);
  }

  private finish({ hidden, normal, change }: Workspace, rows: number): Float32Array {
    const { floats } = this.memory;
    meanOfRows(floats, { from: hidden.start, to: normal.start, rows }, DIMENSIONS);
    this.memory.product(normal, this.last, change, 1);
    const vector = floats.slice(change.start, change.start + DIMENSIONS).map(Math.tanh);
    const length = Math.hypot(...vector);
    if (!(length > 0)) throw new Error('the model computed no vector');
    return vector.map((value) => value / length);
  }

  private makeWorkspace(): Workspace {
    const { memory } = this;
    const place = (columns: number) => memory.place(MOST_TOKENS, columns);
    return {
      input: place(INPUT_WIDTH),
      hidden: place(DIMENSIONS),
      normal: place(DIMENSIONS),
      wide: place(WIDEST),
      mixed: place(DIMENSIONS),
      change: place(DIMENSIONS),
      scores: place(MOST_TOKENS),
      keys: memory.placeFactor(DIMENSIONS / HEADS, MOST_TOKENS),
      values: memory.placeFactor(MOST_TOKENS, DIMENSIONS / HEADS),
    };
  }
}

/** What tells tokens where they stand: a row a place, of sines and then cosines of waves. */
function wavesOfPlaces(frequencies: Float32Array): Float32Array {
  const rows = Array.from({ length: MOST_TOKENS }, (_, place) => {
    const angles = Array.from(frequencies, (frequency) => place * frequency);
    return [...angles.map(Math.sin), ...angles.map(Math.cos)];
  });
  return Float32Array.from(rows.flat());
}
