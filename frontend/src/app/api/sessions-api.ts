import { inject, Service } from '@angular/core';
import { ApiClient } from './api-client';
import type { Page, Session } from './models';

/** Conversations on the server. Every method throws {ApiError}. */
@Service()
export class SessionsApi {
  private readonly api = inject(ApiClient);

  /**
   * @param space name of the space; null for all of them.
   * @param limit how many, 1 to 100; newest first.
   */
  list(cursor: string | null, space: string | null, limit = 30): Promise<Page<Session>> {
    const query = new URLSearchParams({ limit: String(limit) });
    if (cursor) query.set('cursor', cursor);
    if (space !== null) query.set('space', space);
    return this.api.json(`sessions?${query}`);
  }

  /** Makes an empty conversation. @param space name of its space; null for the default one. */
  create(space: string | null): Promise<Session> {
    return this.api.json('sessions', { method: 'POST', body: space === null ? {} : { space } });
  }

  /** Reads one conversation's title and dates. */
  get(id: string): Promise<Session> {
    return this.api.json(`sessions/${encodeURIComponent(id)}`);
  }

  /** Gives it another title. */
  rename(id: string, title: string): Promise<Session> {
    return this.change(id, { title });
  }

  /** Takes it to another space, with what was remembered from it. */
  move(id: string, space: string): Promise<Session> {
    return this.change(id, { space });
  }

  /** Removes it with its messages and what was remembered from them. */
  async delete(id: string): Promise<void> {
    await this.api.open(`sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** Removes its messages, and what was remembered from them. */
  async clear(id: string): Promise<void> {
    await this.api.open(`sessions/${encodeURIComponent(id)}/messages`, { method: 'DELETE' });
  }

  private change(id: string, body: object): Promise<Session> {
    return this.api.json(`sessions/${encodeURIComponent(id)}`, { method: 'PATCH', body });
  }
}
