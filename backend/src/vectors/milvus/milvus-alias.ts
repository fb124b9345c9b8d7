import type { ListAliasesResponse } from '@zilliz/milvus2-sdk-node';
import type { MilvusSession } from './milvus-connection.js';
import { accepted } from './milvus-faults.js';

/** The public name of the collection that is searched, for those who look at Milvus from outside. */
export const ALIAS = 'memocha_memories';

/** Points the alias at a collection, wherever it pointed before. @throws {MilvusUnavailable} */
export async function pointAlias(
  { client, timeout }: MilvusSession,
  collectionName: string,
): Promise<void> {
  const request = { alias: ALIAS, collection_name: collectionName, timeout };
  try {
    accepted(await client.alterAlias(request));
  } catch {
    // There is no such alias yet; whatever else it was, the next call meets it as well.
    accepted(await client.createAlias(request));
  }
}

/** Drops a collection with its alias, without which Milvus would refuse. @throws {MilvusUnavailable} */
export async function dropCollection(
  { client, timeout }: MilvusSession,
  collectionName: string,
): Promise<void> {
  const request = { collection_name: collectionName, timeout };
  // A server that cannot list them (before 2.3.4) does not mind them either.
  const { aliases } = (await client.listAliases(request)) as Partial<ListAliasesResponse>;
  if (aliases?.includes(ALIAS)) accepted(await client.dropAlias({ alias: ALIAS, timeout }));
  accepted(await client.dropCollection(request));
}
