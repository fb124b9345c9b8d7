export { Embedder, EmbedderUnavailable } from './embedder.js';
export { EmbeddingsModule } from './embeddings.module.js';
