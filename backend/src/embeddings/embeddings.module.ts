import { Module } from '@nestjs/common';
import { EmbeddingSettings, ResilienceSettings } from '../config/index.js';
import { Foreground } from '../foreground/index.js';
import { BreakerRegistry } from '../resilience/index.js';
import { BuiltInEmbedder } from './built-in/built-in-embedder.js';
import { Embedder } from './embedder.js';
import { embeddingCalls } from './openai/embedding-calls.js';
import { OpenAiEmbedder } from './openai/openai-embedder.js';

/** Milliseconds for a question at most: somebody waits for the answer to it. */
const QUESTION = 2_000;

/** The configured server; without one, the built-in model. */
function choose(
  settings: EmbeddingSettings,
  { embeddings: limits }: ResilienceSettings,
  breakers: BreakerRegistry,
  foreground: Foreground,
): Embedder {
  const { baseUrl, model } = settings;
  if (baseUrl === undefined) return new BuiltInEmbedder(foreground);
  const patience = { query: Math.min(QUESTION, limits.requestMs), document: limits.requestMs };
  const name = `embeddings:${model ?? 'default'}@${new URL(baseUrl).host}`;
  const calls = breakers.get(name, () => embeddingCalls(name, limits));
  return new OpenAiEmbedder(settings, baseUrl, patience, calls);
}

/** Provides the embedding model in use. */
@Module({
  providers: [
    {
      provide: Embedder,
      inject: [EmbeddingSettings, ResilienceSettings, BreakerRegistry, Foreground],
      useFactory: choose,
    },
  ],
  exports: [Embedder],
})
export class EmbeddingsModule {}
