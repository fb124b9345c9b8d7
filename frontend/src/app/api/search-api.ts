import { inject, Service } from '@angular/core';
import { ApiClient } from './api-client';
import type { SearchResult } from './models';

/** As many as one looks through. */
const LIMIT = 20;
/** The server takes no longer query. */
const LONGEST = 1_000;

/** Search on the server. */
@Service()
export class SearchApi {
  private readonly api = inject(ApiClient);

  /**
   * Messages by words and by meaning, best first.
   * @param space name of the space; null for the default one.
   * @throws {ApiError}
   */
  find(text: string, space: string | null, signal: AbortSignal): Promise<SearchResult> {
    const query = new URLSearchParams({ q: text.slice(0, LONGEST), limit: String(LIMIT) });
    if (space !== null) query.set('space', space);
    return this.api.json(`search?${query}`, { signal });
  }
}
