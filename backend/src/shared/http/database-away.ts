import { hasConnectionCode, saysConnectionLost } from '../connection-fault.js';

/** Whether an error, or what caused it, means that the database cannot be reached now. */
export function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const fromDatabase = 'driverError' in thrown || 'query' in thrown;
  if (hasConnectionCode(thrown)) return fromDatabase || 'syscall' in thrown;
  if (saysConnectionLost(thrown)) return true;
  return thrown instanceof AggregateError && thrown.errors.some((error) => isDatabaseAway(error));
}
