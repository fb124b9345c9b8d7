import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { RoleSettings } from '../../config/index.js';
import { Embedder } from '../../embeddings/index.js';
import { Indexing } from '../../indexing/index.js';
import { VectorCollections, VectorStore } from '../../vectors/index.js';
import { BackgroundLoop } from './background-loop.js';
import { type RunningImport, PendingRows } from './pending-rows.js';

/** Milliseconds between two looks while something is indexed, and while nothing is. */
const SOON = 500;
const LATER = 2_000;
/** Milliseconds that the embedder has to say which model it has. */
const PATIENCE = 2_000;

/** Follows how the memories of imports get their vectors, and says when all have theirs. */
@Injectable()
export class IndexProgress implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(IndexProgress.name);
  private readonly loop = new BackgroundLoop(() => this.round());

  constructor(
    private readonly settings: RoleSettings,
    private readonly rows: PendingRows,
    private readonly indexing: Indexing,
    private readonly embedder: Embedder,
    private readonly store: VectorStore,
    private readonly collections: VectorCollections,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.role !== 'api') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** There may be something to follow now. */
  wake(): void {
    this.loop.wake();
  }

  private async round(): Promise<number> {
    try {
      const running = await this.rows.running();
      if (running.length === 0) return LATER;
      const index = await this.index();
      for (const one of running) await this.follow(one, index);
      return SOON;
    } catch (err) {
      // The rows say how far it is; the next round reads them again.
      this.logger.warn({ err }, 'the progress of imports cannot be followed');
      return LATER;
    }
  }

  private async follow(one: RunningImport, index: Index): Promise<void> {
    if (index.collectionId !== undefined) await this.rows.strikeOff(one.id, index.collectionId);
    else if (!this.store.exists) await this.rows.strikeOffAll(one.id);
    await this.rows.note(one.id, index.isSearched, index.degraded);
  }

  /** Where vectors are counted, and what is missing for that to get on. */
  private async index(): Promise<Index> {
    if (!this.store.exists) return { isSearched: true, degraded: [] };
    const { phase } = this.indexing;
    if (phase.name === 'waiting') return { isSearched: false, degraded: missing(phase.code) };
    const { id, state } = await this.collections.of(
      await this.embedder.model(AbortSignal.timeout(PATIENCE)),
    );
    const isSearched = state === 'current';
    return { collectionId: id, isSearched, degraded: isSearched ? [] : ['vectors_filling'] };
  }
}

/** The vectors that count. */
interface Index {
  /** Undefined: there are none, or it is not known now. */
  readonly collectionId?: number;
  /** Whether searches use them; also true where there are none. */
  readonly isSearched: boolean;
  /** What is missing, as recall calls it. */
  readonly degraded: readonly string[];
}

function missing(code: string): string[] {
  if (code === 'starting') return [];
  return [code.startsWith('embedder') ? 'embedder' : 'vectors'];
}
