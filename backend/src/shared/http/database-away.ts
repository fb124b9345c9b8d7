import { hasConnectionCode, saysConnectionLost } from '../connection-fault.js';

/** Whether an error, or what caused it, means that the database cannot be reached now. */
export function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  // The last one where PostgreSQL refuses a new connection, which TypeORM hands on as it is.
  const fromDatabase = 'driverError' in thrown || 'query' in thrown || 'severity' in thrown;
  if (hasConnectionCode(thrown)) return fromDatabase || 'syscall' in thrown;
  if (saysConnectionLost(thrown)) return true;
  return thrown instanceof AggregateError && thrown.errors.some((error) => isDatabaseAway(error));
}
