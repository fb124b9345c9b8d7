import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Scope } from '../../shared/index.js';
import { type AskedTerm, CorpusCount } from './corpus-count.js';
import { joinedPostings } from './joined-postings.js';
import { type CorpusPart, type KeptList, KnownCorpus, LONGEST_LIST } from './known-corpus.js';
import type { Postings } from './postings.js';

/** What BM25 must know of all memories of a space. */
export interface Corpus {
  /** The space's short key in the index. */
  readonly spaceNumber: number;
  readonly memories: number;
  readonly averageLength: number;
  /** In how many memories each of the asked terms stands, in their order. */
  readonly documents: readonly number[];
  /** The postings of all asked terms, where they are wanted, and few of them not at hand. */
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
  private readonly renewing: CorpusCount;
  private isStopped = false;

  constructor(@InjectDataSource() database: DataSource) {
    this.counting = new CorpusCount(database);
    this.renewing = new CorpusCount(database);
  }

  onModuleDestroy(): void {
    this.isStopped = true;
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
    this.refresh(scope, kept, terms);
    const wanted = { scope, kept, terms, most };
    const lists = new Map(terms.map((term) => [term, kept.list(term)]));
    const { changed } = kept;
    const corpus = await this.read(wanted, lists);
    const isOfBefore = terms.some((term) => lists.get(term)) && kept.changed !== changed;
    return isOfBefore ? this.read(wanted, new Map()) : corpus;
  }

  private async read(
    { scope, kept, terms, most }: Wanted,
    lists: ReadonlyMap<string, KeptList | undefined>,
  ): Promise<Corpus | undefined> {
    // As they are now: they may be others once the answer has come.
    const knownWhole = kept.whole;
    const known = new Map(terms.map((term) => [term, kept.documents(term)]));
    const asked = {
      terms: terms.filter((term) => known.get(term) === undefined),
      whole: knownWhole === undefined,
    };
    const isEnough = asked.terms.length === 0 && !asked.whole && most === 0;
    const counted = isEnough
      ? undefined
      : await this.counting.ask({
          ...{ ...scope, whole: asked.whole, postings: most },
          terms: terms.map((term) => askedOf(term, known.get(term), lists.get(term))),
        });
    const whole = isEnough || counted ? (knownWhole ?? counted) : undefined;
    if (!whole) return undefined;
    if (counted) kept.note(counted, asked);
    // Others who ask at the same time may have had some read.
    const read = most > 0 ? counted?.postings : undefined;
    const postings = read && joinedPostings(terms, lists, read);
    const documents = terms.map(
      (term) =>
        postings?.byTerm.get(term)?.reduce((sum, { numbers }) => sum + numbers.length, 0) ??
        known.get(term) ??
        counted?.documents.get(term) ??
        0,
    );
    const { spaceNumber, memories, length } = whole;
    return { spaceNumber, memories, averageLength: length ?? 1, documents, postings };
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
    if (!old || this.isStopped || this.refreshing.has(kept)) return;
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

  /** One after the other, and beside those who ask: they come in between. */
  private async renew(scope: Scope, kept: KnownCorpus, old: CorpusPart): Promise<void> {
    const settled = old.terms.length > 0 ? await this.counting.settled(scope) : 0;
    const parts = [
      ...(old.whole ? [{ terms: [], whole: true }] : []),
      ...old.terms.map((term) => ({ terms: [term], whole: false })),
    ];
    for (const part of parts) {
      if (this.isStopped) return;
      const counted = await this.renewing.ask({
        ...{
          ...scope,
          whole: part.whole,
          postings: part.whole || settled === 0 ? 0 : LONGEST_LIST,
        },
        terms: part.terms.map((term) => askedOf(term, undefined, undefined)),
      });
      if (counted) kept.note(counted, part, settled);
    }
    this.makeRoom();
  }

  /** Lets go of the lists of spaces that nobody has asked about for the longest time. */
  private makeRoom(): void {
    let size = 0;
    for (const kept of this.known.values()) size += kept.size;
    for (const kept of this.known.values()) {
      if (size <= MAX_POSTINGS) return;
      size -= kept.size;
      kept.letGoOfLists(null);
    }
  }
}

/** Terms that somebody asks about. */
interface Wanted {
  readonly scope: Scope;
  readonly kept: KnownCorpus;
  readonly terms: readonly string[];
  readonly most: number;
}

const askedOf = (
  term: string,
  documents: number | undefined,
  list: KeptList | undefined,
): AskedTerm =>
  list ? { term, documents: undefined, after: list.after } : { term, documents, after: 0 };
