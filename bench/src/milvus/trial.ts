import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConsistencyLevelEnum, type MilvusClient } from '@zilliz/milvus2-sdk-node';
import { percentile } from '../statistics.ts';
import { type Asked, type Memory, TOP } from './population.ts';

/** Milliseconds that anything may take. */
const TIMEOUT = 600_000;

/** Rows in one request. */
const BATCH = 500;

/** An index of Milvus and its parameters. */
export interface IndexUnderTest {
  readonly index_type: string;
  readonly params: Readonly<Record<string, number>>;
}

/** What searches gave. */
export interface Measured {
  /** Of what exact search gives, for all users and for the big ones. */
  readonly recall: number;
  readonly recallOfBig: number;
  readonly p50: number;
  readonly p95: number;
}

/** A collection to try indexes on, laid out as the adapter lays out its own. */
export class Trial {
  readonly name = `bench_${randomUUID().replaceAll('-', '')}`;

  private readonly client: MilvusClient;
  private readonly level: 'Bounded' | 'Strong';

  /** @param level what searches see: the SDK takes a strong one only from the collection. */
  constructor(client: MilvusClient, level: 'Bounded' | 'Strong' = 'Bounded') {
    this.client = client;
    this.level = level;
  }

  /** Makes the collection and fills it. @returns milliseconds. */
  async fill(memories: readonly Memory[], partitions: number): Promise<number> {
    const id = { data_type: 'VarChar', max_length: 36 } as const;
    await this.client.createCollection({
      collection_name: this.name,
      num_partitions: partitions,
      consistency_level: this.level,
      fields: [
        { name: 'id', ...id, is_primary_key: true },
        { name: 'user_id', ...id, is_partition_key: true },
        { name: 'embedding', data_type: 'FloatVector', dim: 512 },
      ],
    });
    const started = performance.now();
    for (let start = 0; start < memories.length; start += BATCH) {
      await this.insert(memories.slice(start, start + BATCH));
    }
    return performance.now() - started;
  }

  /** Writes out what has come, so that it can be indexed. */
  async flush(): Promise<void> {
    await this.client.flushSync({ collection_names: [this.name], timeout: TIMEOUT });
  }

  /** Builds an index in place of the one there is. @returns milliseconds until all rows are in it. */
  async build(index: IndexUnderTest): Promise<number> {
    const request = { collection_name: this.name, timeout: TIMEOUT };
    await this.client.releaseCollection(request);
    const had = await this.client.describeIndex(request);
    if (had.index_descriptions.length > 0)
      await this.client.dropIndex({ ...request, field_name: 'embedding' });
    const started = performance.now();
    await this.client.createIndex({
      ...request,
      field_name: 'embedding',
      index_name: 'embedding',
      metric_type: 'COSINE',
      ...index,
    });
    await this.isBuilt();
    return performance.now() - started;
  }

  /** Brings it into memory, where it is searched. */
  async load(): Promise<void> {
    await this.client.loadCollection({ collection_name: this.name, timeout: TIMEOUT });
  }

  /** Asks every question once, one after the other, and a tenth of them before to be warm. */
  async measure(
    asked: readonly Asked[],
    params: Readonly<Record<string, number>>,
  ): Promise<Measured> {
    const times: number[] = [];
    const shares: { big: boolean; share: number }[] = [];
    for (const question of asked.slice(0, asked.length / 10)) await this.search(question, params);
    for (const question of asked) {
      const started = performance.now();
      const found = await this.search(question, params);
      times.push(performance.now() - started);
      const right = found.filter((id) => question.exact.has(id)).length;
      shares.push({ big: question.big, share: right / question.exact.size });
    }
    return {
      recall: mean(shares),
      recallOfBig: mean(shares.filter(({ big }) => big)),
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
    };
  }

  /**
   * Writes row after row, and looks for each by itself.
   * @param settle whether a write waits, by a strong reading, until its row is seen.
   * @returns milliseconds, and how many were not found.
   */
  async writeAndFind(memories: readonly Memory[], settle: boolean) {
    const [written, found]: [number[], number[]] = [[], []];
    let missed = 0;
    for (const memory of memories) {
      const started = performance.now();
      await this.insert([memory]);
      if (settle) await this.settle(memory.id);
      const there = performance.now();
      const hits = await this.search(memory, { ef: 64 });
      written.push(there - started);
      found.push(performance.now() - there);
      if (!hits.includes(memory.id)) missed += 1;
    }
    return { missed, written, found };
  }

  async drop(): Promise<void> {
    await this.client.dropCollection({ collection_name: this.name, timeout: TIMEOUT });
  }

  private async insert(memories: readonly Memory[]): Promise<void> {
    const data = memories.map(({ userId, embedding, ...row }) => ({
      ...row,
      user_id: userId,
      embedding: Array.from(embedding),
    }));
    const request = { collection_name: this.name, data, timeout: TIMEOUT };
    const { status } = await this.client.insert(request);
    if (status.code !== 0) throw new Error(status.reason);
  }

  private async settle(id: string): Promise<void> {
    await this.client.query({
      collection_name: this.name,
      filter: `id == "${id}"`,
      output_fields: ['id'],
      consistency_level: ConsistencyLevelEnum.Strong,
      timeout: TIMEOUT,
    });
  }

  private async search(
    { userId, embedding }: Pick<Asked, 'userId' | 'embedding'>,
    params: Readonly<Record<string, number>>,
  ): Promise<string[]> {
    const { status, results } = await this.client.search({
      collection_name: this.name,
      data: Array.from(embedding),
      limit: TOP,
      filter: `user_id == "${userId}"`,
      params,
      output_fields: ['id'],
      timeout: TIMEOUT,
    });
    if (status.code !== 0) throw new Error(status.reason);
    return results.map(({ id }) => id);
  }

  private async isBuilt(): Promise<void> {
    const deadline = Date.now() + TIMEOUT;
    while (Date.now() < deadline) {
      await sleep(200);
      const { index_descriptions } = await this.client.describeIndex({
        collection_name: this.name,
      });
      const [index] = index_descriptions;
      if (index?.state === 'Failed') throw new Error(index.index_state_fail_reason);
      if (index?.state === 'Finished' && Number(index.pending_index_rows) === 0) return;
    }
    throw new Error('The index was not built in time');
  }
}

const mean = (shares: readonly { share: number }[]): number =>
  shares.reduce((sum, { share }) => sum + share, 0) / shares.length;
