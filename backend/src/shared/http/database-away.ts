/**
 * What the `pg` driver and PostgreSQL say when there is no connection: system errors, class 08, the
 * shutdown codes of class 57, too many connections (53300) and a statement that took too long (57014).
 */
const CODES = /^(ECONN\w+|ENOTFOUND|EPIPE|ETIMEDOUT|ENOENT|08\w{3}|57P0\d|57014|53300)$/;

/** What the driver says without a code. */
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered|Query read timeout)/;

/** Whether an error, or what caused it, means that the database cannot be reached now. */
export function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const code: unknown = 'code' in thrown ? thrown.code : undefined;
  const fromDatabase = 'driverError' in thrown || 'query' in thrown;
  if (typeof code === 'string' && CODES.test(code)) return fromDatabase || 'syscall' in thrown;
  if (WORDS.test(thrown.message)) return true;
  return thrown instanceof AggregateError && thrown.errors.some((error) => isDatabaseAway(error));
}
