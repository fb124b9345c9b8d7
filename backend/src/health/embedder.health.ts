import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { Embedder } from '../embeddings/index.js';
import { DomainError } from '../shared/index.js';
import { PATIENCE } from './patience.js';

/** Whether the embedding model embeds. Recall by words goes on without it: it is never `down`. */
@Injectable()
export class EmbedderHealth {
  constructor(
    private readonly embedder: Embedder,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check() {
    const indicator = this.indicators.check('embedder');
    const { use, why } = this.embedder.describe();
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      const { name, dimensions } = await this.embedder.model(signal);
      await this.embedder.embed(['well?'], 'query', signal).catch(unlessBusy);
      return indicator.up({ use, why, name, dimensions });
    } catch (error) {
      // Loading, away, refusing and garbled: the code says which, and callers go on without it.
      const code = error instanceof DomainError ? error.code : 'embedder_failed';
      return indicator.degraded({ use, code });
    }
  }
}

/** It is well that has too much to do. */
function unlessBusy(error: unknown): void {
  if (!(error instanceof DomainError && error.code === 'embedder_busy')) throw error;
}
