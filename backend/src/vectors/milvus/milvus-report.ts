import type { MilvusConnection, MilvusSession } from './milvus-connection.js';
import { accepted, toUnavailable } from './milvus-faults.js';
import { INDEX } from './milvus-schema.js';
import type { MilvusFault } from './milvus-unavailable.js';

/** A collection that this process uses. */
export interface MilvusCollectionReport {
  readonly name: string;
  /** Whether it can be searched. */
  readonly loaded: boolean;
  /** Milvus's word for how far the index is: `Finished`, `InProgress`, `Failed`. */
  readonly index: string;
  /** Rows that are flushed, and how many of them the index covers; newer ones are searched without it. */
  readonly rows: number;
  readonly indexedRows: number;
}

/** How Milvus is. */
export interface MilvusReport {
  readonly version?: string;
  readonly collections: readonly MilvusCollectionReport[];
  /** What is wrong; absent when nothing is. */
  readonly code?: MilvusFault;
  readonly message?: string;
}

/** Asks Milvus how it is and how the collections are; what fails becomes the report's code. */
export async function reportOn(
  connection: MilvusConnection,
  names: readonly string[],
  milliseconds: number,
): Promise<MilvusReport> {
  try {
    return await connection.call(
      (session) => report(session, names),
      milliseconds,
      connection.open,
    );
  } catch (error) {
    const { code, message } = toUnavailable(error);
    return { collections: [], code, message };
  }
}

async function report(session: MilvusSession, names: readonly string[]): Promise<MilvusReport> {
  // Also when there is no collection yet: somebody has to answer.
  accepted({ status: {}, ...(await session.client.getVersion()) });
  const collections = await Promise.all(names.map((name) => reportOnCollection(session, name)));
  const { version } = session.server;
  if (collections.some(({ index }) => index === 'Failed'))
    return {
      version,
      collections,
      code: 'milvus_failed',
      message: 'Milvus failed to make an index',
    };
  if (collections.some(({ loaded }) => !loaded))
    return { version, collections, code: 'milvus_not_loaded', message: 'Milvus is loading' };
  return { version, collections };
}

async function reportOnCollection(
  { client, sdk, timeout }: MilvusSession,
  name: string,
): Promise<MilvusCollectionReport> {
  const request = { collection_name: name, timeout };
  const [{ state }, { index_descriptions: indexes }] = await Promise.all([
    client.getLoadState(request),
    client.describeIndex(request),
  ]);
  const index = indexes.find(({ field_name }) => field_name === INDEX.field_name);
  return {
    name,
    loaded: state === sdk.LoadState.LoadStateLoaded,
    index: index?.state ?? 'none',
    rows: Number(index?.total_rows ?? 0),
    indexedRows: Number(index?.indexed_rows ?? 0),
  };
}
