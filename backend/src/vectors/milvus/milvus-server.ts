/** The server at the other end, as its version tells. */
export interface MilvusServer {
  /** As the server says it, such as `v2.5.4`. */
  readonly version: string;
  /** Before 2.3, which has neither cosine nor upserts as they are needed here; or no Milvus at all. */
  readonly tooOld: boolean;
  /**
   * Before 2.3.10 an upsert puts rows into the wrong one of several partitions, where filters by the
   * partition key do not look (milvus-io/milvus#30607; seen with 2.3.5).
   */
  readonly misplacesUpserts: boolean;
}

const OLDEST = [2, 3, 0] as const;
const UPSERTS_MENDED = [2, 3, 10] as const;

/** @param version empty when the server could not say; a version of another kind, as Milvus Lite has, is new. */
export function milvusServer(version: string): MilvusServer {
  const known = /^v?(\d+\.\d+(\.\d+)?)/.exec(version)?.[1]?.split('.').map(Number);
  return {
    version,
    tooOld: version === '' || (known !== undefined && isBefore(known, OLDEST)),
    misplacesUpserts: known !== undefined && isBefore(known, UPSERTS_MENDED),
  };
}

function isBefore(version: readonly number[], other: readonly number[]): boolean {
  const at = other.findIndex((number, index) => (version[index] ?? 0) !== number);
  return at >= 0 && (version[at] ?? 0) < (other[at] ?? 0);
}
