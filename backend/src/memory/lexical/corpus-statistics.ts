import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Scope } from '../../shared/index.js';
import { CorpusCount, type Counted } from './corpus-count.js';
import { documentsIn, joinedPostings } from './joined-postings.js';
import { type CorpusPart, KnownCorpus, LONGEST_LIST } from './known-corpus.js';
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
/** Postings that are kept in all, at 8 bytes each. */
const MAX_POSTINGS = 4_000_000;
/** Milliseconds until figures that have grown old are counted anew: whoever asked has the answer by then. */
const REFRESH_AFTER = 1_000;

/** Counts what there is in a space, and reads its postings; where that is slow, seldom, and behind those who ask. */
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
    // As they are now: they may be others once the answer has come.
    const knownWhole = kept.whole;
    const known = terms.map((term) => kept.documents(term));
    const lists = terms.map((term) => kept.list(term));
    const asked = {
      terms: terms.filter((_, index) => known[index] === undefined),
      whole: knownWhole === undefined,
    };
    const isEnough = asked.terms.length === 0 && !asked.whole && most === 0;
    const counted = isEnough
      ? undefined
      : await this.counting.ask({
          ...scope,
          terms: terms.map((term) => kept.asked(term)),
          whole: asked.whole,
          postings: most,
        });
    const whole = isEnough || counted ? (knownWhole ?? counted) : undefined;
    if (!whole) return undefined;
    if (counted) this.note(kept, counted, asked);
    this.refresh(scope, kept, terms);
    // Others who ask at the same time may have had some read.
    const read = most > 0 ? counted?.postings : undefined;
    const postings = read && joinedPostings(terms, lists, read);
    const documents = terms.map(
      (term, index) =>
        (postings && documentsIn(postings, term)) ??
        known[index] ??
        counted?.documents.get(term) ??
        0,
    );
    const { spaceNumber, memories, length } = whole;
    return { spaceNumber, memories, averageLength: length ?? 1, documents, postings };
  }

  /** Everything of a space is counted and read anew: older memories have come into it. */
  forget({ userId, spaceId }: Scope): void {
    this.known.delete(`${userId}/${spaceId}`);
  }

  private note(kept: KnownCorpus, counted: Counted, asked: CorpusPart): void {
    kept.note(counted, asked);
    let size = 0;
    for (const each of this.known.values()) size += each.size;
    for (const [key, oldest] of this.known) {
      if (size <= MAX_POSTINGS || this.known.size === 1) return;
      this.known.delete(key);
      size -= oldest.size;
    }
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

  /** Counts and reads anew what has grown old. Nobody waits for it: what is kept is still good enough. */
  private refresh(scope: Scope, kept: KnownCorpus, terms: readonly string[]): void {
    const old = kept.old(terms);
    if (!old || this.refreshing.has(kept)) return;
    const renew = async () => {
      try {
        await this.renew(scope, kept, old);
      } catch (err) {
        // The next one who asks has it tried again.
        this.logger.debug({ err }, 'the figures of a space stay as they are');
      } finally {
        this.refreshing.delete(kept);
      }
    };
    this.refreshing.set(kept, setTimeout(() => void renew(), REFRESH_AFTER).unref());
  }

  /** One list at a time: whoever recalls meanwhile comes in between. */
  private async renew(scope: Scope, kept: KnownCorpus, old: CorpusPart): Promise<void> {
    const asks = [
      ...(old.whole ? [{ terms: [], whole: true, postings: 0 }] : []),
      ...old.terms.map((term) => ({ terms: [term], whole: false, postings: LONGEST_LIST })),
    ];
    for (const asked of asks) {
      const terms = asked.terms.map((term) => ({ term, documents: undefined, after: 0 }));
      const counted = await this.counting.ask({ ...scope, ...asked, terms });
      if (counted) this.note(kept, counted, asked);
    }
  }
}
