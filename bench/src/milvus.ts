import { MilvusClient } from '@zilliz/milvus2-sdk-node';
import { RealMilvus } from '../../backend/test/support/milvus/real-milvus.ts';
import { populate, type Population } from './milvus/population.ts';
import { type IndexUnderTest, type Measured, Trial } from './milvus/trial.ts';
import { percentile } from './statistics.ts';
import { ms, printTable, say, seconds } from './report.ts';

/**
 * Which index and which layout of Milvus find the memories of one user among many, and at what price:
 * recall of the ten nearest against exact search, time of a search, time to build. On a real Milvus
 * standalone, or on the one at MILVUS_ADDRESS.
 */
const VECTORS = Number(process.env['VECTORS'] ?? 100_000);
const USERS = Number(process.env['USERS'] ?? 1_000);
const QUESTIONS = Number(process.env['QUESTIONS'] ?? 400);
const PARTS = (process.env['PARTS'] ?? 'indexes,layouts,readings').split(',');
/** As the adapter lays out its collections; 1 on servers before 2.3.10. */
const PARTITIONS = 16;
const OTHER_LAYOUTS = [64, 1];

const hnsw = (M: number, efConstruction: number): IndexUnderTest => ({
  index_type: 'HNSW',
  params: { M, efConstruction },
});
const CHOSEN = hnsw(16, 200);
const CHOSEN_BREADTH = { ef: 256 };
const CHOSEN_NAME = 'HNSW, M 16, efConstruction 200';
const breadths = (...all: number[]) => all.map((ef) => ({ ef }));
const probes = (...all: number[]) => all.map((nprobe) => ({ nprobe }));

/** Each index with the parameters to search it with. */
const TRIALS: readonly (readonly [IndexUnderTest, readonly Record<string, number>[]])[] = [
  [{ index_type: 'FLAT', params: {} }, [{}]],
  [{ index_type: 'AUTOINDEX', params: {} }, [{}]],
  [{ index_type: 'IVF_FLAT', params: { nlist: 128 } }, probes(8, 16, 32, 64)],
  [hnsw(8, 100), breadths(16, 32, 64, 128, 256)],
  [hnsw(16, 100), breadths(16, 32, 64, 128, 256)],
  [CHOSEN, breadths(16, 32, 64, 128, 256, 512)],
  [hnsw(16, 360), breadths(16, 32, 64, 128, 256)],
  [hnsw(32, 200), breadths(16, 32, 64, 128, 256)],
];

/** Ways to have a row found as soon as its write has returned. */
const READINGS = [
  { name: 'search bounded', level: 'Bounded', settle: false },
  { name: 'search strong', level: 'Strong', settle: false },
  { name: 'search bounded, write reads strong', level: 'Bounded', settle: true },
] as const;
/** Rows that are there, and as many that are written and searched for. */
const FRESH = Math.min(200, VECTORS / 2);

const address = process.env['MILVUS_ADDRESS'];
const milvus = address === undefined ? await RealMilvus.start({ kind: 'standalone' }) : undefined;
const client = new MilvusClient({
  address: milvus?.address ?? address ?? '',
  telemetry: { enabled: false },
  logLevel: 'error',
});
try {
  await client.connectPromise;
  const { version } = await client.getVersion();
  say(`embedding and moving ${VECTORS} vectors`);
  const population = await populate(VECTORS, USERS, QUESTIONS);
  const about = `Milvus ${version}, ${population.memories.length} vectors of 512 numbers, ${USERS} users of ${population.smallest} to ${population.largest}, filter by user`;
  if (PARTS.includes('indexes'))
    printTable(`${about}, ${PARTITIONS} partitions`, await tryIndexes(population));
  if (PARTS.includes('layouts'))
    printTable(`${about}, ${CHOSEN_NAME}`, await tryLayouts(population));
  if (PARTS.includes('readings'))
    printTable(
      'One row after the other: written, then searched for',
      await tryReadings(population),
    );
} finally {
  await client.closeConnection();
  await milvus?.stop();
}

async function tryIndexes(population: Population) {
  const rows: Record<string, unknown>[] = [];
  const trial = new Trial(client);
  say(`filling: ${seconds(await trial.fill(population.memories, PARTITIONS))}`);
  await trial.build(CHOSEN);
  await trial.load();
  rows.push({
    index: 'not flushed yet',
    ...shown(await trial.measure(population.asked, CHOSEN_BREADTH)),
  });
  await trial.flush();
  for (const [index, searches] of TRIALS) {
    const built = await trial.build(index);
    await trial.load();
    for (const params of searches) {
      const measured = await trial.measure(population.asked, params);
      rows.push({ ...named(index, params), build: seconds(built), ...shown(measured) });
      say(JSON.stringify(rows.at(-1)));
    }
  }
  await trial.drop();
  return rows;
}

async function tryLayouts(population: Population) {
  const rows: Record<string, unknown>[] = [];
  for (const partitions of [PARTITIONS, ...OTHER_LAYOUTS]) {
    const trial = new Trial(client);
    await trial.fill(population.memories, partitions);
    await trial.flush();
    const built = await trial.build(CHOSEN);
    await trial.load();
    for (const params of breadths(CHOSEN_BREADTH.ef, 2 * CHOSEN_BREADTH.ef)) {
      const measured = await trial.measure(population.asked, params);
      rows.push({ partitions, ...params, build: seconds(built), ...shown(measured) });
      say(JSON.stringify(rows.at(-1)));
    }
    await trial.drop();
  }
  return rows;
}

async function tryReadings(population: Population) {
  const rows: Record<string, unknown>[] = [];
  for (const reading of READINGS) {
    const trial = new Trial(client, reading.level);
    await trial.fill(population.memories.slice(0, FRESH), PARTITIONS);
    await trial.build(CHOSEN);
    await trial.load();
    const { missed, written, found } = await trial.writeAndFind(
      population.memories.slice(FRESH, 2 * FRESH),
      reading.settle,
    );
    rows.push({
      reading: reading.name,
      missed,
      ...timesOf('write', written),
      ...timesOf('search', found),
    });
    await trial.drop();
  }
  return rows;
}

function timesOf(what: string, samples: readonly number[]) {
  return {
    [`${what} p50`]: ms(percentile(samples, 0.5)),
    [`${what} p95`]: ms(percentile(samples, 0.95)),
  };
}

function named({ index_type, params }: IndexUnderTest, search: Readonly<Record<string, number>>) {
  const list = (of: Readonly<Record<string, number>>) =>
    Object.entries(of).map((pair) => pair.join(' '));
  return { index: [index_type, ...list(params)].join(', '), search: list(search).join(', ') };
}

function shown({ recall, recallOfBig, p50, p95 }: Measured) {
  return {
    'recall@10': recall.toFixed(4),
    'of the 10 largest users': recallOfBig.toFixed(4),
    p50: ms(p50),
    p95: ms(p95),
  };
}
