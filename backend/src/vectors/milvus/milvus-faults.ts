import type { ResStatus } from '@zilliz/milvus2-sdk-node';
import { type MilvusFault, MilvusUnavailable } from './milvus-unavailable.js';

/** What the SDK's calls resolve to: a status, or one beside what was asked for. */
type Answer = Status | { readonly status: Status };

type Status = Partial<ResStatus>;

/** Codes of gRPC (https://grpc.io/docs/guides/status-codes) that say more than that a call failed. */
const GRPC_FAULTS: Readonly<Record<number, MilvusFault>> = {
  4: 'milvus_timeout',
  7: 'milvus_token_refused',
  8: 'milvus_full',
  14: 'milvus_unreachable',
  16: 'milvus_token_refused',
};

/** Codes of Milvus itself (its `pkg/util/merr/errors.go`) that say more than that a call failed. */
const MILVUS_FAULTS: readonly (readonly [MilvusFault, readonly number[]])[] = [
  // Out of memory, disk, rate or quota.
  ['milvus_full', [3, 4, 7, 8, 9, 12]],
  // Starting, or a collection, partition, replica, channel, segment or node that is not there yet.
  ['milvus_not_loaded', [2, 101, 103, 106, 201, 202, 401, 500, 501, 503, 601, 602, 903, 905]],
  ['milvus_collection_missing', [100]],
  ['milvus_token_refused', [1400, 1401, 1800]],
  ['milvus_timeout', [10_001]],
];

/** Old names that say more than the code beside them. */
const FAULTS_BY_NAME: Readonly<Record<string, MilvusFault>> = {
  CollectionNotExists: 'milvus_collection_missing',
  NotReadyServe: 'milvus_not_loaded',
};

const SENTENCES: Readonly<Record<MilvusFault, string>> = {
  milvus_unreachable: 'Milvus cannot be reached: is it running at MILVUS_ADDRESS?',
  milvus_timeout: 'Milvus did not answer in time',
  milvus_token_refused: 'Milvus refused the token: set MILVUS_TOKEN to user:password or an API key',
  milvus_too_old: 'Milvus is too old: 2.3 or newer is needed',
  milvus_schema_mismatch: 'Milvus has a collection of that name with another schema',
  milvus_wrong_dimension: 'Milvus has a collection of that name for vectors of another dimension',
  milvus_full: 'Milvus takes no more: disk, memory or a quota is used up',
  milvus_not_loaded: 'Milvus has not loaded the collection yet',
  milvus_collection_missing: 'Milvus does not have the collection',
  milvus_failed: 'Milvus could not do it',
};

/**
 * Lets an answer through that says success.
 * @throws {MilvusUnavailable} for any other.
 */
export function accepted<T extends Answer>(answer: T): T {
  const status: Status = 'status' in answer ? answer.status : answer;
  if (isSuccess(status)) return answer;
  throw unavailable(faultOfStatus(status), status);
}

/** What anything thrown by the SDK means: an error of gRPC, a status, or a mistake inside the SDK. */
export function toUnavailable(thrown: unknown): MilvusUnavailable {
  if (thrown instanceof MilvusUnavailable) return thrown;
  if (isObject(thrown) && 'error_code' in thrown) return unavailable(faultOfStatus(thrown), thrown);
  if (isObject(thrown) && isObject(thrown['status'])) return toUnavailable(thrown['status']);
  const code = thrown instanceof Error && 'code' in thrown ? Number(thrown.code) : NaN;
  return unavailable(GRPC_FAULTS[code] ?? 'milvus_failed', undefined, thrown);
}

/** An error with the usual sentence for its code. */
export function unavailable(
  code: MilvusFault,
  status?: Status,
  cause?: unknown,
): MilvusUnavailable {
  const reason = status?.reason ?? '';
  const message = reason === '' ? SENTENCES[code] : `${SENTENCES[code]} (${reason})`;
  return new MilvusUnavailable(code, message, { cause });
}

/** Either of the two codes may be the only one that is set: old servers fill one, new ones the other. */
const isSuccess = ({ code = 0, error_code = 0 }: Status): boolean =>
  code === 0 && [0, '0', 'Success'].includes(error_code);

function faultOfStatus(status: Status): MilvusFault {
  const { code, error_code: name } = status;
  const known = MILVUS_FAULTS.find(([, codes]) => codes.includes(Number(code)));
  if (known) return known[0];
  return FAULTS_BY_NAME[String(name)] ?? 'milvus_failed';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
