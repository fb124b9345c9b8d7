import type { EmbeddingServerError } from './server-error.js';

/**
 * Remembers for a short while that a server failed, so that not every turn waits for it in vain. Any
 * answer ends it.
 */
export class Outage {
  private error: EmbeddingServerError | undefined;
  private until = 0;

  /** What it failed with, while it is better left alone. */
  get current(): EmbeddingServerError | undefined {
    return Date.now() < this.until ? this.error : undefined;
  }

  begin(error: EmbeddingServerError): void {
    this.error = error;
    this.until = Date.now() + error.restMs;
  }

  end(): void {
    this.until = 0;
  }
}
