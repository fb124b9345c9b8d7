import type { DescribeCollectionResponse } from '@zilliz/milvus2-sdk-node';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VectorCollection } from '../vector-store.js';
import type { MilvusConnection, MilvusSession } from './milvus-connection.js';
import { accepted, toUnavailable } from './milvus-faults.js';
import { type Condition, milvusFilter, NO_ID } from './milvus-filter.js';
import { creationOf, INDEX, requireMetric, requireSchema } from './milvus-schema.js';
import type { MilvusUnavailable } from './milvus-unavailable.js';

/** Milliseconds for one step: Milvus makes and loads collections at its leisure. */
const STEP = 30_000;

/** Milliseconds between two looks at a collection that is being made or loaded. */
const LOOK = 200;

/** Looks at a collection that somebody else is making. */
const SOON = 10;

/** Longest that a collection may take to be loaded, in looks. */
const LOOKS = 1_500;

/** What preparing a collection has found out. */
export interface Prepared {
  /** Whether the server takes the values of a filter apart from its expression (2.5 and newer). */
  readonly templates: boolean;
}

/**
 * Makes, checks, indexes and loads a collection, as far as that has not happened yet.
 * @throws {MilvusUnavailable}
 */
export async function prepareCollection(
  connection: MilvusConnection,
  collection: VectorCollection,
  signal: AbortSignal,
): Promise<Prepared> {
  const step = <T>(work: (session: MilvusSession) => Promise<T>) =>
    connection.call(work, STEP, signal);
  await step((session) => makeAndCheck(session, collection));
  await step((session) => makeIndex(session, collection));
  await step(async ({ client, timeout }) =>
    accepted(await client.loadCollectionAsync({ collection_name: collection.name, timeout })),
  );
  await whenLoaded(step, collection, signal);
  return { templates: await step((session) => knowsTemplates(session, collection)) };
}

async function makeAndCheck(session: MilvusSession, collection: VectorCollection): Promise<void> {
  const { client, server, timeout } = session;
  const found = await describe(session, collection);
  if (found) {
    requireSchema(collection, found, server);
    return;
  }
  try {
    accepted(await client.createCollection({ ...creationOf(collection, server), timeout }));
  } catch (error) {
    // Another process may be faster, and not done yet; if not, this is the error to show.
    const made = await describeSoon(session, collection);
    if (!made) throw error;
    requireSchema(collection, made, server);
  }
}

async function describeSoon(
  session: MilvusSession,
  collection: VectorCollection,
): Promise<DescribeCollectionResponse | undefined> {
  for (let look = 1; look < SOON; look++) {
    const made = await describe(session, collection);
    if (made) return made;
    await sleep(LOOK);
  }
  return describe(session, collection);
}

async function describe(
  { client, timeout }: MilvusSession,
  { name }: VectorCollection,
): Promise<DescribeCollectionResponse | undefined> {
  const found = await client.describeCollection({ collection_name: name, timeout });
  try {
    return accepted(found);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  (error as Partial<MilvusUnavailable>).code === 'milvus_collection_missing';

async function makeIndex(session: MilvusSession, collection: VectorCollection): Promise<void> {
  if (await hasIndex(session, collection)) return;
  const { client, timeout } = session;
  try {
    accepted(await client.createIndex({ collection_name: collection.name, ...INDEX, timeout }));
  } catch (error) {
    // Another process may have been faster; if not, this is the error to show.
    if (!(await hasIndex(session, collection))) throw error;
  }
}

/** @throws {MilvusUnavailable} when it is an index of another kind. */
async function hasIndex(
  { client, timeout }: MilvusSession,
  collection: VectorCollection,
): Promise<boolean> {
  const request = { collection_name: collection.name, timeout };
  // Without any index Milvus calls that an error, with an empty list.
  const { index_descriptions: there } = await client.describeIndex(request);
  const index = there.find(({ field_name }) => field_name === INDEX.field_name);
  if (index) requireMetric(collection, index);
  return index !== undefined;
}

async function whenLoaded(
  step: <T>(work: (session: MilvusSession) => Promise<T>) => Promise<T>,
  { name }: VectorCollection,
  signal: AbortSignal,
): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const loaded = await step((session) => isLoaded(session, name));
    if (loaded) return;
    // An abort is told by the next step.
    await sleep(LOOK, undefined, { signal }).catch(() => undefined);
  }
  throw toUnavailable({ error_code: 'CollectionNotLoaded', code: 101 });
}

async function isLoaded({ client, sdk, timeout }: MilvusSession, name: string): Promise<boolean> {
  const { state } = accepted(await client.getLoadState({ collection_name: name, timeout }));
  return state === sdk.LoadState.LoadStateLoaded;
}

/** Asked rather than told from the version: forks and clouds count in their own way. */
async function knowsTemplates(
  { client, timeout }: MilvusSession,
  { name }: VectorCollection,
): Promise<boolean> {
  const conditions: Condition[] = [
    { field: 'user_id', is: '==', value: NO_ID },
    { field: 'id', is: 'in', value: [NO_ID] },
  ];
  const filter = milvusFilter(conditions, true);
  const answer = await client.query({
    collection_name: name,
    ...filter,
    output_fields: ['id'],
    timeout,
  });
  try {
    accepted(answer);
    return true;
  } catch {
    // A server without templates calls the expression wrong; ids then go into it, checked.
    return false;
  }
}
