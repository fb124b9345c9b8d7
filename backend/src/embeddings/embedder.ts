import { DomainError, type InUse } from '../shared/index.js';
import type { OtherLanguage } from './language-of.js';

/** Cosines of texts that have nothing to do with one another: what "not alike" looks like to a model. */
export interface Background {
  readonly mean: number;
  readonly deviation: number;
}

/** A model that vectors come from. Vectors of two models cannot be compared. */
export interface EmbeddingModel {
  /** As its server calls it. */
  readonly name: string;
  /** Length of its vectors. */
  readonly dimensions: number;
  readonly background: Background;
  /** The same among texts of one other language: what it gives nothing for is not known, or not yet. */
  readonly backgroundIn?: Pick<ReadonlyMap<OtherLanguage, Background>, 'get'>;
}

/** What a text is embedded for; some models are told, by a prefix. */
export type EmbeddingPurpose = 'query' | 'document';

/** Turns texts into vectors of meaning. Abstract class, so that it is its own injection token. */
export abstract class Embedder {
  /** What is in use, for the start lines and the status page. */
  abstract describe(): InUse;

  /**
   * The model in use; asked for or loaded when it is not known yet.
   * @throws {EmbedderUnavailable} when there is none, or it is not known in time.
   */
  abstract model(signal: AbortSignal): Promise<EmbeddingModel>;

  /**
   * @returns one unit vector a text, in their order, `model().dimensions` long.
   * @throws {EmbedderUnavailable} when there is no model, or it cannot answer in time.
   */
  abstract embed(
    texts: readonly string[],
    purpose: EmbeddingPurpose,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]>;
}

/** Embeddings cannot be had at present; callers go on without meaning. */
export class EmbedderUnavailable extends DomainError {
  /**
   * @param detail one sentence for a person.
   * @param options `code`: `embedder_unavailable` unless something more precise is known.
   */
  constructor(detail: string, { code, ...options }: ErrorOptions & { code?: string } = {}) {
    super(code ?? 'embedder_unavailable', 503, detail, options);
    this.name = 'EmbedderUnavailable';
  }
}
