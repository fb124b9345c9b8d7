import type {
  DescribeCollectionResponse,
  FieldType,
  IndexDescription,
} from '@zilliz/milvus2-sdk-node';
import type { VectorCollection } from '../vector-store.js';
import type { MilvusServer } from './milvus-server.js';
import { MilvusUnavailable } from './milvus-unavailable.js';

/** Characters of a UUID. */
const ID_LENGTH = 36;

/** The index of the vectors: HNSW, whose values docs/decisions/0005-milvus.md tells the reasons of. */
export const INDEX = {
  field_name: 'embedding',
  index_name: 'embedding',
  index_type: 'HNSW',
  metric_type: 'COSINE',
  params: { M: 16, efConstruction: 200 },
} as const;

/** How many candidates a search of the index keeps, at least: more costs next to nothing, fewer miss. */
export const SEARCH_BREADTH = 256;

/** Users are spread over this many partitions, and a search reads one. */
const PARTITIONS = 16;

/** The fields of a collection, in Milvus's terms. */
const fieldsFor = ({ dimensions }: VectorCollection): FieldType[] => [
  { name: 'id', data_type: 'VarChar', max_length: ID_LENGTH, is_primary_key: true, autoID: false },
  { name: 'user_id', data_type: 'VarChar', max_length: ID_LENGTH, is_partition_key: true },
  { name: 'space_id', data_type: 'VarChar', max_length: ID_LENGTH },
  { name: 'session_id', data_type: 'VarChar', max_length: ID_LENGTH },
  { name: 'kind', data_type: 'VarChar', max_length: 64 },
  { name: 'at', data_type: 'Int64' },
  { name: INDEX.field_name, data_type: 'FloatVector', dim: dimensions },
];

/** What makes a collection on that server. */
export const creationOf = (collection: VectorCollection, server: MilvusServer) => ({
  collection_name: collection.name,
  description: 'Memories of Memocha by meaning; can be dropped at any time, and is filled again',
  fields: fieldsFor(collection),
  enable_dynamic_field: false,
  num_partitions: server.misplacesUpserts ? 1 : PARTITIONS,
});

/**
 * Compares what is there with what is needed.
 * @throws {MilvusUnavailable} that names the first difference.
 */
export function requireSchema(
  collection: VectorCollection,
  found: DescribeCollectionResponse,
  server: MilvusServer,
): void {
  const wanted = fieldsFor(collection).map((field) => shapeOf(field));
  const there = found.schema.fields.map((field) => shapeOf(field));
  const missing = wanted.find((shape) => !there.includes(shape));
  const foreign = there.find((shape) => !wanted.includes(shape));
  const dimension = Number(found.anns_fields[INDEX.field_name]?.dim ?? collection.dimensions);
  if (dimension !== collection.dimensions)
    throw mismatch(
      'milvus_wrong_dimension',
      collection,
      `takes vectors of ${dimension} numbers, and they have ${collection.dimensions}`,
    );
  if (missing !== undefined || foreign !== undefined)
    throw mismatch(
      'milvus_schema_mismatch',
      collection,
      `has another schema: it ${missing === undefined ? `has ${foreign}` : `lacks ${missing}`}`,
    );
  if (server.misplacesUpserts && Number(found.num_partitions) > 1)
    throw mismatch(
      'milvus_schema_mismatch',
      collection,
      `has ${found.num_partitions} partitions, and Milvus ${server.version} loses vectors in them`,
    );
}

/** @throws {MilvusUnavailable} when vectors are compared by anything but their cosine. */
export function requireMetric(collection: VectorCollection, { params }: IndexDescription): void {
  const metric = params.find(({ key }) => key === 'metric_type')?.value;
  if (metric !== INDEX.metric_type)
    throw mismatch(
      'milvus_schema_mismatch',
      collection,
      `has an index by ${metric}, not by ${INDEX.metric_type}`,
    );
}

/** A field as a sentence shows it: name, type and role. */
function shapeOf(
  field: FieldType | DescribeCollectionResponse['schema']['fields'][number],
): string {
  const role = [
    field.is_primary_key ? ' (primary key)' : '',
    field.is_partition_key ? ' (partition key)' : '',
  ];
  return `${field.name}: ${field.data_type}${role.join('')}`;
}

const mismatch = (
  code: 'milvus_schema_mismatch' | 'milvus_wrong_dimension',
  { name }: VectorCollection,
  what: string,
): MilvusUnavailable =>
  new MilvusUnavailable(
    code,
    `The collection ${name} in Milvus ${what}. Drop or rename it: it is made and filled again`,
  );
