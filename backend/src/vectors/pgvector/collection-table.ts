import { type VectorCollection, VectorStoreUnavailable } from '../vector-store.js';

/** The part of a database that runs one statement. */
export interface Statements {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

/** What may stand in SQL as a name, since a name cannot be a parameter; room for what indexes add. */
const NAME = /^memocha_[a-z0-9_]{1,32}$/;

/** Longest vector that pgvector keeps. */
const MOST_DIMENSIONS = 16_000;

/** Largest row that stays whole in its page, in bytes: a vector kept aside costs a look-up each time. */
const WHOLE_ROW = 8_160;

/**
 * The name of a collection's table.
 * @throws {Error} when it might be something else than a name.
 */
export function tableOf({ name }: Pick<VectorCollection, 'name'>): string {
  if (!NAME.test(name)) throw new Error(`${JSON.stringify(name)} is no name for a collection`);
  return name;
}

/**
 * What keeps the embedded database from standing still while it is tidied: to take dead rows out of an
 * index of 100,000 took minutes, and searches pass over them as well.
 */
const KEEP_INDEXES_UNTIDIED = 'vacuum_index_cleanup = off';

/** Rows of a collection that are looked at for the planner, in three hundreds: there is little to plan. */
const STATISTICS = 10;

/** Columns and their types as PostgreSQL writes them, in the order of the table. */
const columnsOf = (dimensions: number): readonly (readonly [name: string, type: string])[] => [
  ['memory_id', 'uuid'],
  ['user_id', 'uuid'],
  ['space_id', 'uuid'],
  ['session_id', 'uuid'],
  ['kind', 'text'],
  ['at', 'timestamp(3) with time zone'],
  ['embedding', `vector(${dimensions})`],
];

/**
 * Makes a collection's table, in a transaction in which nobody else does the same.
 * @throws {VectorStoreUnavailable} when something of that name is there and has another shape.
 */
export async function createTable(
  database: Statements,
  collection: VectorCollection,
  isEmbedded: boolean,
): Promise<void> {
  const table = tableOf(collection);
  const { dimensions } = collection;
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > MOST_DIMENSIONS)
    throw new VectorStoreUnavailable(
      `pgvector keeps vectors of 1 to ${MOST_DIMENSIONS} numbers, and not of ${dimensions}`,
    );
  if (await hasShape(database, collection)) return;
  const columns = columnsOf(dimensions).map(([name, type]) => `${name} ${type} NOT NULL`);
  // The places are read by themselves, in order, for the reconciliation.
  await database.query(
    `CREATE TABLE ${table} (
       ${columns.join(', ')},
       PRIMARY KEY (memory_id) INCLUDE (user_id, space_id, session_id, kind, at)
     ) WITH (toast_tuple_target = ${WHOLE_ROW}${isEmbedded ? `, ${KEEP_INDEXES_UNTIDIED}` : ''})`,
  );
  // Nothing is planned by what the numbers of vectors are like, and a sample of them is slow to take.
  const sampled = columnsOf(dimensions).map(
    ([name]) => `ALTER ${name} SET STATISTICS ${name === 'embedding' ? 0 : STATISTICS}`,
  );
  await database.query(`ALTER TABLE ${table} ${sampled.join(', ')}`);
  await database.query(`CREATE INDEX ${table}_space ON ${table} (user_id, space_id)`);
  await database.query(`CREATE INDEX ${table}_session ON ${table} (session_id)`);
}

/**
 * Whether the table is there.
 * @throws {VectorStoreUnavailable} when it is and has another shape.
 */
export async function hasShape(
  database: Statements,
  collection: VectorCollection,
): Promise<boolean> {
  const table = tableOf(collection);
  const found = await database.query<readonly { kind: string; columns: string | null }[]>(
    `SELECT relkind AS kind, (
       SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
       FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
     ) AS columns
     FROM pg_class WHERE oid = to_regclass($1)`,
    [table],
  );
  const [is] = found;
  if (!is) return false;
  const expected = columnsOf(collection.dimensions).map((column) => column.join(' '));
  if (is.kind === 'r' && is.columns === expected.join(', ')) return true;
  throw new VectorStoreUnavailable(
    `The database has something called ${table} that is not what belongs there (${is.columns ?? ''}; ` +
      `expected: ${expected.join(', ')}). Rename it or remove it`,
  );
}
