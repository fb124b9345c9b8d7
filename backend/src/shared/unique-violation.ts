/** What PostgreSQL says when a row would be there twice. */
const UNIQUE_VIOLATION = '23505';

/** Whether a statement failed since a row of that key is there already: another request may have made it. */
export function isUniqueViolation(error: unknown): boolean {
  const cause: unknown = error instanceof Error && 'driverError' in error && error.driverError;
  return cause instanceof Error && 'code' in cause && cause.code === UNIQUE_VIOLATION;
}
