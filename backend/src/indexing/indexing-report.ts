import { Injectable } from '@nestjs/common';
import { BreakerRegistry } from '../resilience/index.js';
import { VectorCollections, VectorStore } from '../vectors/index.js';
import { awayFromHere } from './away-from-here.js';
import { Indexing } from './indexing.js';
import type { Reconciled } from './reconciliation.js';

/** How far the search by meaning is. */
export interface IndexingStanding {
  /** `off`: there is no vector store; `waiting`: for the embedder or the store; `filling`; `ready`. */
  readonly state: 'off' | 'waiting' | 'filling' | 'ready';
  /** One sentence for a person. */
  readonly words: string;
  /** Why it waits; null otherwise. */
  readonly code: string | null;
  /** The embedding model whose vectors are searched, or will be; null before it is known. */
  readonly model: string | null;
  /** Memories with a vector, and all memories, as was counted last. */
  readonly done: number;
  readonly total: number;
  /** What the last comparison of memories and vectors found; null before the first one. */
  readonly reconciliation: Reconciled | null;
}

const NOTHING = { code: null, model: null, done: 0, total: 0, reconciliation: null };

/** Says how far the search by meaning is, whichever process works on it. */
@Injectable()
export class IndexingReport {
  constructor(
    private readonly store: VectorStore,
    private readonly collections: VectorCollections,
    private readonly indexing: Indexing,
    private readonly breakers: BreakerRegistry,
  ) {}

  async standing(): Promise<IndexingStanding> {
    if (!this.store.exists)
      return { ...NOTHING, state: 'off', words: 'There is no vector store: search is by words.' };
    const all = await this.collections.all();
    const row =
      all.findLast(({ state }) => state === 'filling') ??
      all.find(({ state }) => state === 'current');
    const known = row
      ? {
          model: row.model,
          done: row.done,
          total: row.total,
          // Only a reconciliation writes it.
          reconciliation: row.reconciliation as Reconciled | null,
        }
      : NOTHING;
    const away = this.away();
    if (away)
      return {
        ...known,
        state: 'waiting',
        code: away.code,
        words: `Search by meaning waits; what is said meanwhile is found by its words. ${away.why}`,
      };
    if (row?.state === 'current')
      return { ...known, code: null, state: 'ready', words: 'Memories are found by meaning, too.' };
    return { ...known, code: 'vectors_filling', state: 'filling', words: progress(known) };
  }

  /** What is waited for: the worker of this process knows it, and where it does not its recalls may. */
  private away(): { readonly code: string; readonly why: string } | undefined {
    const { phase } = this.indexing;
    return phase.name === 'waiting' ? phase : awayFromHere(this.breakers.reports());
  }
}

function progress({ done, total }: { readonly done: number; readonly total: number }): string {
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
  return `Search by meaning is being prepared: ${done} of ${total} memories (${percent} %). Until then search is by words.`;
}
