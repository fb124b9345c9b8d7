import { computed, effect, inject, Service, signal } from '@angular/core';
import { ApiClient } from '../api/api-client';
import type { Status } from '../api/models';
import { StatusApi } from '../api/status-api';

const WHILE_OFFLINE_MS = 3_000;
const WHILE_RECALL_ONLY_MS = 15_000;
const WHILE_MODEL_RESTS_MS = 5_000;
const WHILE_MEANING_WAITS_MS = 5_000;
const WHILE_LEARNING_MS = 2_000;
/** A recall meets what is away seconds before the server's work in the background does. */
const WHILE_SUSPECTED_MS = 2_000;
const LOOKS_AT_A_SUSPICION = 5;
/** What waits under this code has not been asked yet. */
const STARTING = 'starting';

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
  readonly recallOnly = computed(
    () => this.known()?.model.mode === 'recall-only' && this.standIn() === null,
  );
  /** Who answers in the place of a model that does not, and why; null while all is well. */
  readonly standIn = computed(() => this.known()?.model.standIn ?? null);
  /** How many looks are left since an answer had to do without something. */
  private readonly looksLeft = signal(0);
  private readonly indexing = computed(() => this.known()?.indexing);
  /** How many memories are found by meaning, of all, while that is being prepared; else null. */
  readonly learning = computed(() => {
    const indexing = this.indexing();
    const isUnderWay = indexing?.state === 'filling' && indexing.done < indexing.total;
    return isUnderWay ? { done: indexing.done, total: indexing.total } : null;
  });
  /** The part without which memory cannot be searched by meaning, and why it is away; null when all is there. */
  readonly meaningAway = computed(() => {
    const indexing = this.indexing();
    if (indexing?.state !== 'waiting' || indexing.code === STARTING) return null;
    const part = indexing.code?.startsWith('embedder') ? 'embedder' : 'vectors';
    return { part, why: indexing.words } as const;
  });
  /** Milliseconds until the next look; null while all is well. */
  private readonly lookAgain = computed(() => {
    const state = this.indexing()?.state;
    if (this.offline()) return WHILE_OFFLINE_MS;
    if (state === 'filling') return WHILE_LEARNING_MS;
    if (state === 'waiting') return WHILE_MEANING_WAITS_MS;
    if (this.standIn()) return WHILE_MODEL_RESTS_MS;
    if (this.looksLeft() > 0) return WHILE_SUSPECTED_MS;
    return this.recallOnly() ? WHILE_RECALL_ONLY_MS : null;
  });

  constructor() {
    effect((onCleanup) => {
      const every = this.lookAgain();
      if (every === null) return;
      const timer = setInterval(() => void this.check(), every);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Asks now and for some seconds on: an answer had to do without something. */
  suspect(): void {
    this.looksLeft.set(LOOKS_AT_A_SUSPICION);
    void this.check();
  }

  /** Asks once; never throws. */
  async check(): Promise<void> {
    this.looksLeft.update((looks) => Math.max(0, looks - 1));
    try {
      this.known.set(await this.api.get());
    } catch {
      // `offline` already says so, and the timer asks again.
    }
  }
}
