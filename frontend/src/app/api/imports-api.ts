import { inject, Service } from '@angular/core';
import { ApiClient } from './api-client';
import type { Import, Page } from './models';

/** Imports on the server. Every method throws {ApiError}. */
@Service()
export class ImportsApi {
  private readonly api = inject(ApiClient);

  /** Sends a file of lines of JSON; resolves once all of it has arrived. A name in `.gz` is sent as it is. */
  start(file: File): Promise<Import> {
    const encoding = file.name.endsWith('.gz') ? 'gzip' : undefined;
    return this.api.json('import', {
      method: 'POST',
      upload: { file, type: 'application/x-ndjson', encoding },
    });
  }

  /** Ends one that is not over; what was taken in stays. */
  cancel(id: string): Promise<Import> {
    return this.api.json(`import/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** The newest ones. */
  async newest(): Promise<readonly Import[]> {
    return (await this.api.json<Page<Import>>('import?limit=10')).items;
  }
}
