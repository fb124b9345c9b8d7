import { inject, Service } from '@angular/core';
import { ApiClient } from './api-client';
import type { Page, Space } from './models';

/** Spaces on the server. Every method throws {ApiError}. */
@Service()
export class SpacesApi {
  private readonly api = inject(ApiClient);

  /** All of them, the default one first. */
  async list(): Promise<readonly Space[]> {
    return (await this.api.json<Page<Space>>('spaces')).items;
  }

  /** Makes an empty space. */
  create(name: string): Promise<Space> {
    return this.api.json('spaces', { method: 'POST', body: { name } });
  }

  /** Gives it another name. */
  rename(id: string, name: string): Promise<Space> {
    return this.api.json(`spaces/${encodeURIComponent(id)}`, { method: 'PATCH', body: { name } });
  }

  /** Removes it with its conversations and what was remembered from them. */
  async delete(id: string): Promise<void> {
    await this.api.open(`spaces/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }
}
