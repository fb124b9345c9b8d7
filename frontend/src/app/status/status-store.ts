import { computed, effect, inject, Service, signal } from '@angular/core';
import { ApiClient } from '../api/api-client';
import type { Status } from '../api/models';
import { StatusApi } from '../api/status-api';

const WHILE_OFFLINE_MS = 3_000;
const WHILE_RECALL_ONLY_MS = 15_000;

/** What the server is using; looks again by itself for as long as something is amiss. */
@Service()
export class StatusStore {
  private readonly api = inject(StatusApi);
  private readonly known = signal<Status | null>(null);

  /** The last answer, null before the first. */
  readonly status = this.known.asReadonly();
  /** True while nobody answers at all. */
  readonly offline = inject(ApiClient).offline;
  /** True while answers come from memory alone. */
  readonly recallOnly = computed(() => this.known()?.model.mode === 'recall-only');

  constructor() {
    effect((onCleanup) => {
      const every = this.offline()
        ? WHILE_OFFLINE_MS
        : this.recallOnly()
          ? WHILE_RECALL_ONLY_MS
          : null;
      if (every === null) return;
      const timer = setInterval(() => void this.check(), every);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Asks once; never throws. */
  async check(): Promise<void> {
    try {
      this.known.set(await this.api.get());
    } catch {
      // `offline` already says so, and the timer asks again.
    }
  }
}
