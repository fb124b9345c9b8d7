/** Names of the scalar fields that are filtered by. */
export type FilterField = 'id' | 'user_id' | 'space_id' | 'session_id';

/** One field that must have the value, one of the values, or a later one; all values are UUIDs. */
export interface Condition {
  readonly field: FilterField;
  readonly is: '==' | 'in' | '>';
  readonly value: string | readonly string[];
}

/** What a request to Milvus filters by. */
export interface MilvusFilter {
  readonly filter: string;
  readonly exprValues?: Readonly<Record<string, string | readonly string[]>>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Ids sort after it. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

/**
 * All of the conditions together. Values travel apart from the expression where the server knows
 * templates (2.5 and newer); into it, for servers that do not, go only strings of the shape of a UUID,
 * which hold nothing that an expression could be broken with.
 * @throws {Error} when a value is no UUID in lower case.
 */
export function milvusFilter(conditions: readonly Condition[], templates: boolean): MilvusFilter {
  for (const { value } of conditions) [value].flat().forEach(requireUuid);
  const expression = (write: (value: Condition['value'], index: number) => string): string =>
    conditions
      .map(({ field, is, value }, index) => `${field} ${is} ${write(value, index)}`)
      .join(' and ');
  if (!templates) return { filter: expression((value) => JSON.stringify(value)) };
  return {
    filter: expression((_, index) => `{v${index}}`),
    exprValues: Object.fromEntries(conditions.map(({ value }, index) => [`v${index}`, value])),
  };
}

function requireUuid(value: string): void {
  if (!UUID.test(value)) throw new Error('An id is no UUID: Milvus is asked by UUIDs only');
}
