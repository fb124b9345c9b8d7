import type { ApiClient } from '../../../backend/test/support/api-client.ts';

/** What the product says of its vectors. */
export class IndexingWork {
  private readonly api: ApiClient;

  constructor(api: ApiClient) {
    this.api = api;
  }

  /** Whether searches by meaning are served. */
  async isReady(): Promise<boolean> {
    return (await this.status()).indexing.state === 'ready';
  }

  /** Whether nothing is left to be embedded. */
  async isDone(): Promise<boolean> {
    const { indexing, jobs } = await this.status();
    return indexing.state === 'ready' && jobs.waiting + jobs.running === 0;
  }

  private async status() {
    const { body } = await this.api.call<{
      readonly indexing: { readonly state: string };
      readonly jobs: { readonly waiting: number; readonly running: number };
    }>('GET', '/api/status');
    return body;
  }
}
