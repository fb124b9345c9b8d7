import { VectorStoreUnavailable } from '../vector-store.js';

/** Why Milvus cannot be used: stable names, for programs and for the health report. */
export type MilvusFault =
  | 'milvus_unreachable'
  | 'milvus_timeout'
  | 'milvus_token_refused'
  | 'milvus_too_old'
  | 'milvus_schema_mismatch'
  | 'milvus_wrong_dimension'
  | 'milvus_full'
  | 'milvus_not_loaded'
  | 'milvus_collection_missing'
  | 'milvus_failed';

/** Milvus cannot be used at present, and why. */
export class MilvusUnavailable extends VectorStoreUnavailable {
  /** @param message one sentence for whoever runs the server: what is wrong, and what to do. */
  constructor(
    readonly code: MilvusFault,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
  }
}
