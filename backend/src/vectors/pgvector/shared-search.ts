import type { DataSource } from 'typeorm';
import { Gathered, together } from '../../shared/index.js';
import type { VectorCollection, VectorFilter, VectorHit } from '../vector-store.js';
import { exactStatement, indexedStatement } from './nearest-statement.js';

/** Who is looked for among what. */
interface Ask {
  readonly collection: VectorCollection;
  readonly filter: VectorFilter;
  readonly embedding: Float32Array;
  readonly limit: number;
  /** Whether the space has an index to go by. */
  readonly isIndexed: boolean;
}

type Row = VectorHit & { readonly place: number };

/** Searches of one statement. */
const AT_ONCE = 32;

/**
 * Finds the nearest vectors. The embedded database does one thing at a time, and half of the time of a
 * search is the statement's own: those that come at the same time and look through the same vectors
 * share one. A server does them side by side.
 */
export class SharedSearch {
  private readonly gathered = new Gathered(
    (asks: readonly Ask[]) => together(asks, searched, (group) => this.search(group)),
    { most: AT_ONCE },
  );

  constructor(
    private readonly database: DataSource,
    private readonly isEmbedded: boolean,
  ) {}

  /** @returns best first. */
  async nearest(ask: Ask): Promise<readonly VectorHit[]> {
    if (this.isEmbedded) return this.gathered.ask(ask);
    const [hits = []] = await this.search([ask]);
    return hits;
  }

  /** @param asks of one collection and filter. */
  private async search(asks: readonly Ask[]): Promise<readonly VectorHit[][]> {
    const [first] = asks;
    if (!first) return [];
    const statement = first.isIndexed ? indexedStatement : exactStatement;
    const parts = statement({
      ...first,
      embeddings: asks.map(({ embedding }) => embedding),
      limit: Math.max(...asks.map(({ limit }) => limit)),
    });
    const rows = Map.groupBy(await this.database.query<Row[]>(...parts), ({ place }) => place);
    return asks.map(({ limit }, index) => rows.get(index + 1)?.slice(0, limit) ?? []);
  }
}

const searched = ({
  collection,
  filter: { userId, spaceId = '', sessionId = '' },
  isIndexed,
}: Ask): string => `${collection.name}/${userId}/${spaceId}/${sessionId}/${isIndexed}`;
