import type { Embedder, EmbeddingModel } from '../../embeddings/index.js';
import { withinLimit } from '../../shared/index.js';

/** Characters of a query that are embedded; its meaning is clear by then. */
const LONGEST = 2_000;
/** Texts that wait to be searched for, at most: some never are. */
const MOST_BEGUN = 300;
/** Milliseconds for which what was begun, or failed, stands for the search. */
const GOOD_FOR = 5_000;

/** A query's vector, and whose it is. */
export interface QueryEmbedding {
  readonly model: EmbeddingModel;
  readonly embedding: Float32Array;
}

interface Begun {
  readonly embedded: Promise<QueryEmbedding>;
  readonly until: number;
}

/** Embeds queries, some of them before it is known where to search. */
export class QueryEmbeddings {
  private readonly begun = new Map<string, Begun>();

  /** @param patienceMs that one may take. */
  constructor(
    private readonly embedder: Embedder,
    private readonly patienceMs: number,
  ) {}

  /** Begins with a text that is about to be asked for. */
  anticipate(text: string): void {
    const embedded = this.embed(text);
    embedded.catch(() => {
      // Whoever asks waits for the same, and is told.
    });
    this.begun.set(text, { embedded, until: performance.now() + GOOD_FOR });
    const [oldest] = this.begun.keys();
    if (this.begun.size > MOST_BEGUN && oldest !== undefined) this.begun.delete(oldest);
  }

  /** @throws {EmbedderUnavailable} and whatever the embedder throws, also when it takes too long. */
  of(text: string): Promise<QueryEmbedding> {
    const begun = this.begun.get(text);
    this.begun.delete(text);
    return begun && begun.until > performance.now() ? begun.embedded : this.embed(text);
  }

  private embed(text: string): Promise<QueryEmbedding> {
    return withinLimit(this.patienceMs, (signal) => this.embedUntil(text, signal));
  }

  private async embedUntil(text: string, signal: AbortSignal): Promise<QueryEmbedding> {
    const model = await this.embedder.model(signal);
    const query = text.slice(0, LONGEST).toWellFormed();
    const [embedding] = await this.embedder.embed([query], 'query', signal);
    if (!embedding) throw new Error('The embedder gave no vector for a text');
    return { model, embedding };
  }
}
