import { inject, Service } from '@angular/core';
import { ApiClient } from './api-client';
import type { Status } from './models';

/** What the server is using. */
@Service()
export class StatusApi {
  private readonly api = inject(ApiClient);

  /** @throws {ApiError} */
  get(): Promise<Status> {
    return this.api.json('status');
  }
}
