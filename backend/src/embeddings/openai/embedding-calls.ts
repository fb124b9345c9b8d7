import type { DependencyLimits } from '../../config/index.js';
import { GuardedCalls } from '../../resilience/index.js';
import { EmbeddingServerError } from './server-error.js';

/** Guards the calls to an embedding server. A failure that is only about the texts says nothing of the server. */
export const embeddingCalls = (
  name: string,
  { failMax, parallel, resetTimeout }: Omit<DependencyLimits, 'requestMs'>,
): GuardedCalls =>
  new GuardedCalls(name, {
    failMax,
    parallel,
    counts: (cause) => cause instanceof EmbeddingServerError && cause.restMs !== 0,
    resetTimeout: (cause) =>
      (cause instanceof EmbeddingServerError ? cause.restMs : undefined) ?? resetTimeout,
  });
