import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Foreground } from '../../foreground/index.js';
import type { InUse } from '../../shared/index.js';
import { LanguageBackgrounds, measureBackground } from '../background.js';
import { Embedder, type EmbeddingModel, type EmbeddingPurpose } from '../embedder.js';
import { KnownOnce } from '../known-once.js';
import { EncoderThread } from './encoder-thread.js';
import { RecentVectors } from './recent-vectors.js';
import { DIMENSIONS } from './sentence-encoder.js';

/** Characters that can make up the 128 tokens that the model reads; English has some 600. */
const LONGEST = 2_000;

/** Universal Sentence Encoder lite, out of an npm package, in a thread of its own. */
@Injectable()
export class BuiltInEmbedder
  extends Embedder
  implements OnApplicationBootstrap, OnApplicationShutdown
{
  private readonly known = new KnownOnce(() => this.measure());
  private readonly recent = new RecentVectors();

  constructor(
    private readonly foreground: Foreground,
    private readonly thread = new EncoderThread(foreground),
  ) {
    super();
  }

  /** Loads and warms the model, without the start waiting for it. */
  onApplicationBootstrap(): void {
    this.model(NEVER).catch(() => {
      // The thread says in the log what is wrong, and whoever embeds next is told.
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.thread.stop();
  }

  describe(): InUse {
    return {
      use: `Universal Sentence Encoder lite, built in (English, ${DIMENSIONS} dimensions)`,
      why: this.thread.isResting
        ? 'EMBEDDINGS_BASE_URL is not set; its thread has ended and starts again'
        : 'EMBEDDINGS_BASE_URL is not set',
    };
  }

  model(signal: AbortSignal): Promise<EmbeddingModel> {
    return this.known.get(signal);
  }

  embed(
    texts: readonly string[],
    purpose: EmbeddingPurpose,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    // The model makes no difference between a question and a memory.
    return this.recent.of(texts.map(prepare), (missing) =>
      purpose === 'query'
        ? this.thread.encode(missing, true, signal)
        : this.encodeOneByOne(missing, signal),
    );
  }

  /** Nobody waits for these: before each of them all go first who wait for anything. */
  private async encodeOneByOne(texts: readonly string[], signal: AbortSignal) {
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      await this.foreground.giveWay();
      vectors.push(...(await this.thread.encode([text], false, signal)));
    }
    return vectors;
  }

  private async measure(): Promise<EmbeddingModel> {
    const embed = (texts: readonly string[]) =>
      this.thread.encode(texts.map(prepare), false, NEVER);
    const background = await measureBackground(embed);
    const backgroundIn = new LanguageBackgrounds(embed);
    // Behind all that is asked meanwhile, so that nobody waits for it.
    backgroundIn.begin();
    return {
      name: 'universal-sentence-encoder-lite',
      dimensions: DIMENSIONS,
      background,
      backgroundIn,
    };
  }
}

/** Line breaks are no tokens of the model, and would be read as something unknown. */
const prepare = (text: string): string =>
  text.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST).toWellFormed();

const NEVER = new AbortController().signal;
