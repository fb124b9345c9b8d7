import { Module } from '@nestjs/common';
import { EmbeddingSettings } from '../config/index.js';
import { BuiltInEmbedder } from './built-in/built-in-embedder.js';
import { Embedder } from './embedder.js';
import { OpenAiEmbedder } from './openai/openai-embedder.js';

/** The configured server; without one, the built-in model. */
const choose = (settings: EmbeddingSettings): Embedder =>
  settings.baseUrl === undefined
    ? new BuiltInEmbedder()
    : new OpenAiEmbedder(settings, settings.baseUrl);

/** Provides the embedding model in use. */
@Module({
  providers: [{ provide: Embedder, inject: [EmbeddingSettings], useFactory: choose }],
  exports: [Embedder],
})
export class EmbeddingsModule {}
