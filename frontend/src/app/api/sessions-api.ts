import { inject, Service } from '@angular/core';
import { ApiClient } from './api-client';
import type { Page, Session } from './models';

/** Conversations on the server. Every method throws {ApiError}. */
@Service()
export class SessionsApi {
  private readonly api = inject(ApiClient);

  /** @param limit how many, 1 to 100; newest first. */
  list(cursor: string | null, limit = 30): Promise<Page<Session>> {
    const query = new URLSearchParams({ limit: String(limit) });
    if (cursor) query.set('cursor', cursor);
    return this.api.json(`sessions?${query}`);
  }

  /** Makes an empty conversation. */
  create(): Promise<Session> {
    return this.api.json('sessions', { method: 'POST', body: {} });
  }

  /** Reads one conversation's title and dates. */
  get(id: string): Promise<Session> {
    return this.api.json(`sessions/${encodeURIComponent(id)}`);
  }

  /** Gives it another title. */
  rename(id: string, title: string): Promise<Session> {
    return this.api.json(`sessions/${encodeURIComponent(id)}`, {
      method: 'PATCH',
      body: { title },
    });
  }

  /** Removes it with its messages and what was remembered from them. */
  async delete(id: string): Promise<void> {
    await this.api.open(`sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** Removes its messages, and what was remembered from them. */
  async clear(id: string): Promise<void> {
    await this.api.open(`sessions/${encodeURIComponent(id)}/messages`, { method: 'DELETE' });
  }
}
