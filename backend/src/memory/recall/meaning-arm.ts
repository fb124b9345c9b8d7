import { Injectable, Logger } from '@nestjs/common';
import {
  type Background,
  Embedder,
  type EmbeddingModel,
  languageOf,
} from '../../embeddings/index.js';
import { withinLimit } from '../../shared/index.js';
import { VectorCollections, type VectorHit, VectorStore } from '../../vectors/index.js';
import { QueryEmbeddings } from './query-embeddings.js';
import type { Question } from './recall-arm.js';

/** Milliseconds that meaning may take before a recall goes on without it. */
export class MeaningPatience {
  /** To embed the query. */
  readonly embedMs: number = 300;
  /** To search the vectors. */
  readonly searchMs: number = 300;
}

/** Why there is nothing by meaning. */
export type MeaningLack = 'embedder' | 'vectors' | 'vectors_filling';

/** What was found by meaning. */
export interface MeaningFinding {
  /** Best first, with their cosines. */
  readonly hits: readonly VectorHit[];
  /** What cosines of unlike texts look like; undefined without a model. */
  readonly background: Background | undefined;
  /** The same in the query's language, where that is another than English and was measured. */
  readonly inLanguage: Background | undefined;
  readonly lack: MeaningLack | undefined;
  readonly embedMs: number;
}

/** Finds memories by meaning: the query's embedding among those of the memories. */
@Injectable()
export class MeaningArm {
  private readonly logger = new Logger(MeaningArm.name);
  private lastLack: MeaningLack | undefined;
  private readonly queries: QueryEmbeddings;

  constructor(
    embedder: Embedder,
    private readonly collections: VectorCollections,
    private readonly store: VectorStore,
    private readonly patience: MeaningPatience,
  ) {
    this.queries = new QueryEmbeddings(embedder, patience.embedMs);
  }

  /** Begins to embed a text that is about to be searched for. */
  anticipate(text: string): void {
    if (this.store.exists && text.trim() !== '') this.queries.anticipate(text);
  }

  /**
   * Never fails and is never late: it says instead what it lacked. Without any vector store there is
   * nothing to lack.
   */
  async find(question: Question, limit: number): Promise<MeaningFinding> {
    if (!this.store.exists || question.text.trim() === '') return nothing(undefined);
    const started = performance.now();
    let embedMs = 0;
    let stage: MeaningLack = 'embedder';
    try {
      const { model, embedding } = await this.queries.of(question.text);
      embedMs = performance.now() - started;
      stage = 'vectors';
      const hits = await this.search(question, model, embedding, limit);
      const lack = hits ? undefined : 'vectors_filling';
      this.note(lack);
      const language = languageOf(question.text);
      const inLanguage = language && model.backgroundIn?.get(language);
      const { background } = model;
      return { hits: tidy(hits ?? [], limit), background, inLanguage, lack, embedMs };
    } catch (err) {
      // Whatever happened there, words still find.
      this.note(stage, err);
      return nothing(stage, embedMs || performance.now() - started);
    }
  }

  private search(
    { scope: { userId, spaceId }, sessionId }: Question,
    model: EmbeddingModel,
    embedding: Float32Array,
    limit: number,
  ) {
    return withinLimit(this.patience.searchMs, async (signal) => {
      const collection = await this.collections.searchable(model);
      if (!collection) return undefined;
      const filter = { userId, spaceId, sessionId };
      return this.store.nearest(collection, filter, embedding, limit, signal);
    });
  }

  /** Says a change once, not with each recall. */
  private note(lack: MeaningLack | undefined, err?: unknown): void {
    if (lack === this.lastLack) return;
    this.lastLack = lack;
    if (lack) this.logger.warn({ err, lack }, 'recall goes on without meaning');
    else this.logger.log('recall by meaning is back');
  }
}

/** Stores differ in the last digits of a cosine, and the order must not hang on those. */
const PRECISION = 1e5;

/** Each memory once, best first, whatever the store says. */
function tidy(hits: readonly VectorHit[], limit: number): VectorHit[] {
  const best = new Map<string, number>();
  for (const { memoryId, score } of hits)
    if (Number.isFinite(score)) best.set(memoryId, Math.max(score, best.get(memoryId) ?? -1));
  return [...best]
    .map(([memoryId, score]) => ({ memoryId, score: Math.round(score * PRECISION) / PRECISION }))
    .sort((one, other) => other.score - one.score)
    .slice(0, limit);
}

const nothing = (lack: MeaningLack | undefined, embedMs = 0): MeaningFinding => ({
  hits: [],
  background: undefined,
  inLanguage: undefined,
  lack,
  embedMs,
});
