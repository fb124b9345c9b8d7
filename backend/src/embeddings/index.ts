export {
  type Background,
  Embedder,
  EmbedderUnavailable,
  type EmbeddingModel,
  type EmbeddingPurpose,
} from './embedder.js';
export { EmbeddingsModule } from './embeddings.module.js';
export { languageOf } from './language-of.js';
