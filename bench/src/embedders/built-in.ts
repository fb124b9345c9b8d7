import 'reflect-metadata';
import { BuiltInEmbedder } from '../../../backend/dist/embeddings/built-in/built-in-embedder.js';
import { type Candidate, ownMegabytes, type RunningCandidate } from './candidate.ts';

/** As much of the built server's class as is used; it has no declarations. */
interface BuiltIn {
  model(signal: AbortSignal): Promise<unknown>;
  embed(
    texts: readonly string[],
    purpose: 'query' | 'document',
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]>;
  onApplicationShutdown(): Promise<void>;
}

/** The product's built-in model, by the built server's own class. */
export const builtIn: Candidate = {
  name: 'USE lite, built in',
  how: 'npm run build -w backend',
  async start(): Promise<RunningCandidate> {
    const before = ownMegabytes();
    const embedder = new (BuiltInEmbedder as new () => BuiltIn)();
    const never = new AbortController().signal;
    await embedder.model(never);
    return {
      embed: (texts, purpose) => embedder.embed(texts, purpose, never),
      megabytes: ownMegabytes() - before,
      stop: () => embedder.onApplicationShutdown(),
    };
  },
};
