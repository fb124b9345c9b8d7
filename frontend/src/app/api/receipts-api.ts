import { inject, Service } from '@angular/core';
import { ApiClient } from './api-client';
import type { Receipt } from './models';

/** Receipts on the server. */
@Service()
export class ReceiptsApi {
  private readonly api = inject(ApiClient);

  /** What an answer was made from. @throws {ApiError} */
  get(messageId: string): Promise<Receipt> {
    return this.api.json(`messages/${encodeURIComponent(messageId)}/receipt`);
  }
}
