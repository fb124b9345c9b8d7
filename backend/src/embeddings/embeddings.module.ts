import { Module } from '@nestjs/common';
import { Embedder } from './embedder.js';
import { NoEmbedder } from './no-embedder.js';

/** Provides the embedding model in use. */
@Module({ providers: [{ provide: Embedder, useClass: NoEmbedder }], exports: [Embedder] })
export class EmbeddingsModule {}
