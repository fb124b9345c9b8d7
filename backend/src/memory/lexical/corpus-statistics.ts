import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Scope } from '../../shared/index.js';
import { CorpusCount } from './corpus-count.js';
import { KnownCorpus } from './known-corpus.js';
import type { Postings } from './postings.js';

/** What BM25 must know of all memories of a space. */
export interface Corpus {
  /** The space's short key in the index. */
  readonly spaceNumber: number;
  readonly memories: number;
  readonly averageLength: number;
  /** In how many memories each of the asked terms stands, in their order. */
  readonly documents: readonly number[];
  /** The postings of all asked terms, where they are few and wanted. */
  readonly postings: Postings | undefined;
}

/** Spaces whose figures are kept, the least recently read dropped first. */
const MAX_SPACES = 1_000;
/** Milliseconds until figures that have grown old are counted anew: whoever asked has the answer by then. */
const REFRESH_AFTER = 1_000;

/** Counts what there is in a space; where that is slow, seldom, and behind those who ask. */
@Injectable()
export class CorpusStatistics implements OnModuleDestroy {
  private readonly logger = new Logger(CorpusStatistics.name);
  private readonly known = new Map<string, KnownCorpus>();
  private readonly refreshing = new Map<KnownCorpus, NodeJS.Timeout>();
  private readonly counting: CorpusCount;

  constructor(@InjectDataSource() database: DataSource) {
    this.counting = new CorpusCount(database);
  }

  onModuleDestroy(): void {
    for (const timer of this.refreshing.values()) clearTimeout(timer);
  }

  /**
   * @param most the terms' postings are wanted when they are no more than this.
   * @returns undefined where the user has no such space.
   */
  async of(
    { userId, spaceId }: Scope,
    terms: readonly string[],
    most = 0,
  ): Promise<Corpus | undefined> {
    const scope = { userId, spaceId };
    const kept = this.keptOf(scope);
    const known = terms.map((term) => kept.documents(term));
    const knownWhole = kept.whole;
    const asked = {
      terms: terms.filter((_, index) => known[index] === undefined),
      whole: knownWhole === undefined,
    };
    const isEnough = asked.terms.length === 0 && !asked.whole && most === 0;
    const counted = isEnough
      ? undefined
      : await this.counting.ask({
          ...scope,
          terms,
          documents: known,
          whole: asked.whole,
          postings: most,
        });
    const whole = isEnough || counted ? (knownWhole ?? counted) : undefined;
    if (!whole) return undefined;
    const documents = terms.map((term, index) => counted?.documents.get(term) ?? known[index] ?? 0);
    if (counted) kept.note(counted, asked);
    this.refresh(scope, kept, terms);
    return {
      spaceNumber: whole.spaceNumber,
      memories: whole.memories,
      averageLength: whole.length ?? 1,
      documents,
      // Others who ask at the same time may have had some read.
      postings: most > 0 ? counted?.postings : undefined,
    };
  }

  private keptOf({ userId, spaceId }: Scope): KnownCorpus {
    const key = `${userId}/${spaceId}`;
    const kept = this.known.get(key) ?? new KnownCorpus();
    this.known.delete(key);
    this.known.set(key, kept);
    const oldest = this.known.keys().next().value;
    if (this.known.size > MAX_SPACES && oldest !== undefined) this.known.delete(oldest);
    return kept;
  }

  /** Counts anew what has grown old. Nobody waits for it: the figures are still good enough. */
  private refresh(scope: Scope, kept: KnownCorpus, terms: readonly string[]): void {
    const old = kept.old(terms);
    if (!old || this.refreshing.has(kept)) return;
    const count = async () => {
      try {
        const counted = await this.counting.ask({
          ...scope,
          ...old,
          documents: [],
          postings: 0,
        });
        if (counted) kept.note(counted, old);
      } catch (err) {
        // The next one who asks has it tried again.
        this.logger.debug({ err }, 'the figures of a space stay as they are');
      } finally {
        this.refreshing.delete(kept);
      }
    };
    this.refreshing.set(kept, setTimeout(() => void count(), REFRESH_AFTER).unref());
  }
}
