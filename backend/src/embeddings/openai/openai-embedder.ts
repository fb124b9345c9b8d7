import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EmbeddingSettings } from '../../config/index.js';
import type { GuardedCalls } from '../../resilience/index.js';
import type { InUse } from '../../shared/index.js';
import { LanguageBackgrounds, measureBackground } from '../background.js';
import { Embedder, type EmbeddingModel, type EmbeddingPurpose } from '../embedder.js';
import { KnownOnce } from '../known-once.js';
import { inBatches } from './batches.js';
import { embeddingCalls } from './embedding-calls.js';
import { EmbeddingServer } from './embedding-server.js';
import { garbled } from './vectors-of-answer.js';

/** Milliseconds that a request may take. */
export type EmbeddingPatience = Readonly<Record<EmbeddingPurpose, number>>;

/** Somebody waits for a question, nobody for documents. */
const PATIENCE: EmbeddingPatience = { query: 2_000, document: 10_000 };

/** What guards the calls where nothing else is given. */
const USUAL = { failMax: 1, parallel: 4, resetTimeout: 5_000 };

/** Servers refuse an empty text. */
const NOTHING = '.';
/** Some servers have no vector for what is no word. */
const PROBE = 'A cup of tea.';

interface ServedModel extends EmbeddingModel {
  /** Its name without what we do to the texts. */
  readonly servedAs: string;
}

/** A model behind any OpenAI-compatible server. */
@Injectable()
export class OpenAiEmbedder extends Embedder implements OnApplicationBootstrap {
  private readonly server: EmbeddingServer;
  private readonly known = new KnownOnce(() => this.findOut());
  private name: string | undefined;

  /** @param baseUrl where the server is: that of the settings. */
  constructor(
    private readonly settings: EmbeddingSettings,
    baseUrl: string,
    private readonly patience = PATIENCE,
    calls: GuardedCalls = embeddingCalls('embeddings', USUAL),
  ) {
    super();
    this.name = settings.model;
    this.server = new EmbeddingServer(baseUrl, settings.apiKey, calls);
  }

  /** Looks which model it is, without the start waiting for it. */
  onApplicationBootstrap(): void {
    this.known.get(NEVER).catch(() => {
      // Whoever embeds first tries again, and is told.
    });
  }

  describe(): InUse {
    const { failure, baseUrl } = this.server;
    const use = `${this.name ?? 'an embedding model'} at ${baseUrl}`;
    return {
      use,
      why: failure
        ? `EMBEDDINGS_BASE_URL is set; at present: ${failure.message}`
        : 'EMBEDDINGS_BASE_URL is set',
    };
  }

  model(signal: AbortSignal): Promise<EmbeddingModel> {
    return this.known.get(signal);
  }

  async embed(
    texts: readonly string[],
    purpose: EmbeddingPurpose,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const { servedAs, dimensions } = await this.known.get(signal);
    const vectors = await this.ask(servedAs, this.prepare(texts, purpose), purpose, signal);
    const other = vectors.find(({ length }) => length !== dimensions);
    if (other) {
      // Another model answers under the same name: what is known of it is out of date.
      this.known.forget();
      throw garbled(`sent vectors of length ${other.length}, and before of length ${dimensions}`);
    }
    return vectors;
  }

  private async findOut(): Promise<ServedModel> {
    const servedAs = this.settings.model ?? (await this.server.firstModel());
    this.name = servedAs;
    // Nobody waits for all of these, so that also questions may take their time.
    const ask = (texts: readonly string[], purpose: EmbeddingPurpose) =>
      this.ask(servedAs, this.prepare(texts, purpose), 'document');
    const [{ length: dimensions } = { length: 0 }] = await ask([PROBE], 'query');
    const background = await measureBackground(ask);
    const backgroundIn = new LanguageBackgrounds(ask);
    const { document } = this.settings.prefixes;
    // Vectors of texts with another prefix cannot be compared: to the store it is another model.
    const name = document === '' ? servedAs : `${servedAs} (${document.trim()})`;
    return { servedAs, name, dimensions, background, backgroundIn };
  }

  private prepare(texts: readonly string[], purpose: EmbeddingPurpose): readonly string[] {
    const prefix = this.settings.prefixes[purpose];
    return texts.map((text) => `${prefix}${text.normalize('NFC').trim() || NOTHING}`);
  }

  private async ask(
    model: string,
    texts: readonly string[],
    patience: EmbeddingPurpose,
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const batch of inBatches(texts))
      vectors.push(...(await this.server.embed(model, batch, this.patience[patience], signal)));
    return vectors;
  }
}

const NEVER = new AbortController().signal;
